package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number in a pid file, to those who read it. */
@Timeout(120)
class PidFileTest {
    private static final long OURS = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private Path file;
    private PidFileLock lock;

    @BeforeEach
    void describeLock() {
        file = directory.resolve("worker.pid");
        lock = PidFileLock.of(file);
    }

    @AfterEach
    void nothingIsLeftForTheExit() {
        assertEquals(0, AtExit.size());
    }

    @Test
    void readerSeesWholeNumbersOnly() throws Exception {
        var reader = Background.start(() -> {
            int seen = 0;
            while (seen < 2000) {
                byte[] content;
                try {
                    content = Files.readAllBytes(file);
                } catch (java.nio.file.NoSuchFileException e) {
                    continue;
                }
                assertEquals(Long.toString(OURS), new String(content, java.nio.charset.StandardCharsets.US_ASCII));
                seen++;
            }
            return null;
        });
        while (!reader.isDone()) {
            lock.acquire().release();
        }
        reader.get();
    }

    /** portalocker: read_pid: missing/empty/junk → None, valid → int, open error → None. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "0",
                "000",
                "1_000",
                "12x",
                "x",
                "1 2",
                "\u0661",
                "1.0",
                "0x10",
                "99999999999999999999",
                "123456789012345678901",
                "\u0000" + "1"
            })
    void whatIsNoNumber(String content) throws Exception {
        Files.writeString(file, content);
        assertEquals(OptionalLong.empty(), lock.readPid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4711", "4711\n", " 4711\r\n", "00000000000000004711", "9223372036854775807"})
    void whatIsANumber(String content) throws Exception {
        Files.writeString(file, content);
        assertEquals(OptionalLong.of(Long.parseLong(content.strip())), lock.readPid());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsNoFileIsNotRead() throws Exception {
        Files.createDirectory(file);
        assertEquals(OptionalLong.empty(), lock.readPid());
        Files.delete(file);
        Files.createSymbolicLink(file, Files.writeString(directory.resolve("other"), "1"));
        assertEquals(OptionalLong.empty(), lock.readPid());
        Files.delete(file);
        Requirements.requireProgram("mkfifo");
        try (var mkfifo = Child.start("mkfifo", file.toString())) {
            assertEquals(0, mkfifo.exitCode());
        }
        assertEquals(OptionalLong.empty(), lock.readPid());
        Files.delete(file);
        Files.write(file, new byte[1 << 20]);
        assertEquals(OptionalLong.empty(), lock.readPid());
    }

    @Test
    void pathMustNameAFile() {
        assertThrows(IllegalArgumentException.class, () -> PidFileLock.of(directory.getRoot()));
        assertThrows(IllegalArgumentException.class, () -> PidFileLock.of(Path.of("")));
    }
}
