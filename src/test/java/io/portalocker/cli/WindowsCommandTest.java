package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.Lock;
import io.portalocker.PidFileLock;
import io.portalocker.SoftFileLock;
import io.portalocker.testkit.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on Windows, as processes; what it runs is run by {@code cmd}. */
@Timeout(120)
@EnabledOnOs(OS.WINDOWS)
class WindowsCommandTest {
    private static final long SELF = ProcessHandle.current().pid();

    /** Says so, and goes on when it gets a line. */
    private static final String UNTIL_TOLD = "echo in&set /p line=&exit 3";

    @TempDir
    Path directory;

    private static Child portalocker(String... arguments) {
        return Child.java(Main.class, arguments);
    }

    private static String says(int status, String... arguments) {
        try (Child child = portalocker(arguments)) {
            assertEquals(status, child.awaitExit(), child::transcript);
            return child.transcript();
        }
    }

    private static void assertSays(String text, int status, String... arguments) {
        String transcript = says(status, arguments);
        assertTrue(transcript.contains(text), transcript);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --soft"})
    void lockIsHeldWhileTheCommandRuns(String how) throws Exception {
        String[] run = how.split(" ");
        String file = file("a lock");
        try (Child first = portalocker(with(run, file, "-c", UNTIL_TOLD))) {
            first.expect("in");
            assertFalse(says(42, with(run, "-n", "-E", "42", file, "--", "cmd", "/c", "echo never"))
                    .contains("never"));
            try (Child second = portalocker(with(run, file, "-c", "echo second"))) {
                first.say("");
                assertEquals(3, first.awaitExit(), first::transcript);
                second.expect("second");
                assertEquals(0, second.awaitExit(), second::transcript);
            }
        }
    }

    private static String[] with(String[] first, String... rest) {
        return java.util.stream.Stream.of(first, rest)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    @Test
    void killedCommandFreesTheLock() throws Exception {
        try (Child first = portalocker("run", file("lock"), "-c", UNTIL_TOLD)) {
            first.expect("in");
            assertTrue(Lock.of(directory.resolve("lock")).tryAcquire().isEmpty());
            first.kill();
            Lock.of(directory.resolve("lock")).acquire().release();
        }
    }

    /** What the system's errors mean counts, not which call failed. */
    @Test
    void statusTellsWhatIsWrong() throws Exception {
        says(66, "run", file("nowhere") + "\\lock", "--", "cmd", "/c", "exit");
        says(66, "run", directory.toString(), "--", "cmd", "/c", "exit");
        says(66, "pid", file("nowhere") + "\\pid", "--", "cmd", "/c", "exit");
        says(69, "run", file("lock"), "--", "no-such-program");
        assertSays("is not to be had on Windows", 64, "run", "--no-fork", file("lock"), "--", "cmd");
        says(66, "who", file("nothing"));
    }

    @Test
    void semaphoreTellsItsSlot() throws Exception {
        BoundedSemaphore two = BoundedSemaphore.named("gpu", 2).withDirectory(directory);
        try (var permit = two.acquire()) {
            assertEquals(0, permit.slot());
            assertSays(
                    "slot 1",
                    0,
                    "semaphore",
                    "--directory",
                    directory.toString(),
                    "gpu",
                    "2",
                    "-c",
                    "echo slot %PORTALOCKER_SLOT%");
            assertSays(
                    "3 slots here, but 2",
                    65,
                    "semaphore",
                    "--directory",
                    directory.toString(),
                    "gpu",
                    "3",
                    "-c",
                    "exit");
        }
    }

    @Test
    void pidFileIsThereWhileTheCommandRuns() throws Exception {
        Path file = directory.resolve("worker.pid");
        PidFileLock lock = PidFileLock.of(file);
        try (Child first = portalocker("pid", file.toString(), "-c", UNTIL_TOLD)) {
            first.expect("in");
            assertEquals(first.pid(), lock.readPid().orElseThrow());
            assertSays("pid " + first.pid(), 1, "pid", file.toString(), "--verbose", "-n", "--", "cmd");
            first.say("");
            assertEquals(3, first.awaitExit(), first::transcript);
        }
        assertFalse(Files.exists(file));
    }

    /** Of a lock of the kernel the Restart Manager tells, at best, who has the file open. */
    @Test
    void whoTellsWhatIsKnown() throws Exception {
        Path file = directory.resolve("lock");
        try (var _ = SoftFileLock.of(directory.resolve("soft")).acquire();
                var _ = PidFileLock.of(directory.resolve("job.pid")).acquire();
                var _ = Lock.of(file).acquire();
                Child who = portalocker("who", file.toString())) {
            assertSays(SELF + "\texclusive\t", 0, "who", file("soft"));
            assertSays(SELF + "\texclusive\t", 0, "who", file("job.pid"));
            boolean told = who.awaitExit() == 0;
            List<String> expected = List.of(told ? SELF + "\topen\t" : "not told: Windows names no holders");
            assertTrue(who.transcript().contains(expected.getFirst()), who::transcript);
        }
    }

    @Test
    @Timeout(300)
    void verifyTrustsTheDirectory() throws Exception {
        try (Child verify = portalocker("verify", directory.toString())) {
            assertEquals(0, verify.awaitExit(Duration.ofMinutes(4)), verify::transcript);
            String said = verify.transcript();
            assertTrue(said.contains("The default lock can be trusted in " + directory), said);
            assertTrue(said.contains("LOCK_FILE_EX, with another process: is nobody inside with another?"), said);
        }
        assertEquals(0, directory.toFile().list().length);
    }
}
