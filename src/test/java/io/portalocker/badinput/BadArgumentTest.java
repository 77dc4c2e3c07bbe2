package io.portalocker.badinput;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portalocker.Lock;
import io.portalocker.LockException;
import io.portalocker.LockUnsupportedException;
import io.portalocker.LockableFile;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.Waiting;
import io.portalocker.testkit.Holder;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told without asking the file system is refused with the name of the argument. */
@Timeout(120)
class BadArgumentTest extends BadInputFixture {

    // Paths

    @Test
    void emptyPath() {
        var e = assertThrows(IllegalArgumentException.class, () -> Lock.of(Path.of("")));
        assertMentions(e.getMessage(), "path is empty");
        assertThrows(IllegalArgumentException.class, () -> LockableFile.open(Path.of(""), "a"));
    }

    /** The JDK refuses it before we see it. */
    @Test
    void nulInThePath() {
        var e = assertThrows(InvalidPathException.class, () -> Lock.of(Path.of("a\0b")));
        assertMentions(e.getMessage(), "Nul character");
    }

    @Test
    void nullPath() {
        assertThrows(NullPointerException.class, () -> Lock.of(null));
    }

    @Test
    void foreignFileSystem() throws Exception {
        URI uri = URI.create("jar:" + directory.resolve("archive.zip").toUri());
        try (var zip = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
            var e = assertThrows(IllegalArgumentException.class, () -> Lock.of(zip.getPath("/file.lock")));
            assertMentions(e.getMessage(), "default file system", "file.lock");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nameThatIsTooLong() {
        assertRefused(Lock.of(directory.resolve("x".repeat(300))), "open", "ENAMETOOLONG", 36);
    }

    // Numbers and names

    @Test
    void negativeTimeout() {
        var negative = Duration.ofNanos(-1);
        var e = assertThrows(IllegalArgumentException.class, () -> Lock.of(file).withTimeout(negative));
        assertMentions(e.getMessage(), "timeout", "negative");
        assertThrows(IllegalArgumentException.class, () -> Lock.of(file).tryAcquire(negative));
        assertThrows(IllegalArgumentException.class, () -> new Waiting(negative, Duration.ofMillis(1)));
        assertFalse(Files.exists(file), "nothing was opened");
    }

    @Test
    void zeroCheckInterval() {
        var e = assertThrows(IllegalArgumentException.class, () -> Lock.of(file).withCheckInterval(Duration.ZERO));
        assertMentions(e.getMessage(), "checkInterval", "not positive");
        assertThrows(IllegalArgumentException.class, () -> Lock.of(file).withCheckInterval(Duration.ofNanos(-1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rw", "z", "r++", "+r", "W", "NAME"})
    void unknownMode(String mode) {
        var e = assertThrows(IllegalArgumentException.class, () -> OpenMode.of(mode));
        assertMentions(e.getMessage(), "'" + mode + "'", "r r+ w w+ a a+ x x+");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void lockerOfAnotherSystem() {
        var lock = Lock.of(file).withLocker(Locker.LOCK_FILE_EX);
        LockException e = assertThrows(LockUnsupportedException.class, lock::acquire);
        assertMentions(e.getMessage(), "LOCK_FILE_EX", "FLOCK");
    }

    @Test
    void nullLocker() {
        assertThrows(NullPointerException.class, () -> Lock.of(file).withLocker(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "w+"})
    void sharedLockThatEmptiesTheFile(String mode) {
        var lock = Lock.of(file).withMode(OpenMode.of(mode));
        var e = assertThrows(IllegalArgumentException.class, () -> lock.withShared(true));
        assertMentions(e.getMessage(), "mode " + mode, "exclusive");
    }

    /** An exclusive record lock needs a descriptor that writes. */
    @ParameterizedTest
    @ValueSource(strings = {"LOCKF", "OFD"})
    @EnabledOnOs(OS.LINUX)
    void exclusiveRecordLockOfWhatIsOnlyRead(String locker) throws Exception {
        Files.createFile(file);
        var lock = Lock.of(file).withMode(OpenMode.R).withLocker(Holder.locker(locker));
        assertRefused(lock, "fcntl", "EBADF", 9);
    }
}
