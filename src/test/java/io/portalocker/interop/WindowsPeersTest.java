package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of lock that both have, against the Python peers of Windows, in both directions, and when a holder is killed. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(180)
class WindowsPeersTest {
    @TempDir
    Path directory;

    private Path file(String java) {
        return directory.resolve(java.equals("semaphore") ? "gate" : "file.lock");
    }

    private Peer java(String kind) {
        return kind.equals("semaphore")
                ? Peer.java(kind, file(kind), "maximum=1")
                : Peer.java(kind, file(kind), options(kind));
    }

    private static String[] options(String kind) {
        return kind.equals("lock") ? new String[] {"mode=a"} : new String[0];
    }

    private Peer python(String kind, String java) {
        return kind.equals("semaphore") ? Peer.python(kind, file(java), "maximum=1") : Peer.python(kind, file(java));
    }

    @ParameterizedTest(name = "{0} and Python''s {1}")
    @CsvSource({
        "lock, portalocker",
        "rlock, rlock",
        "temporary, temporary",
        "pid, pid",
        "semaphore, semaphore",
        "filelock, filelock",
        "soft, soft",
        "lease, lease",
        "rw, rw"
    })
    void excludeEachOther(String java, String python) {
        try (Peer ours = java(java);
                Peer theirs = python(python, java)) {
            assertTrue(ours.tryAcquire());
            assertFalse(theirs.tryAcquire(), "Java holds it");
            ours.release();
            assertTrue(theirs.tryAcquire(), "Java has let go");
            assertFalse(ours.tryAcquire(), "Python holds it");
            theirs.release();
            assertTrue(ours.tryAcquire(), "Python has let go");
            theirs.beginAcquire();
            ours.kill();
            theirs.awaitAcquired();
            try (Peer next = java(java)) {
                assertFalse(next.tryAcquire(), "Python holds it since the kill");
                next.beginAcquire();
                theirs.kill();
                next.awaitAcquired();
                next.release();
            }
        }
    }

    @Test
    void readersMeetAndKeepWritersOut() {
        Path file = file("rw");
        try (Peer ours = Peer.java("rw", file, "shared=true");
                Peer theirs = Peer.python("rw", file, "shared=true");
                Peer ourWriter = Peer.java("rw", file);
                Peer theirWriter = Peer.python("rw", file)) {
            assertTrue(ours.tryAcquire());
            assertTrue(theirs.tryAcquire());
            assertFalse(ourWriter.tryAcquire());
            assertFalse(theirWriter.tryAcquire());
            ours.kill();
            assertFalse(ourWriter.tryAcquire(), "Python reads");
            theirs.kill();
            assertTrue(ourWriter.tryAcquire());
            assertFalse(theirWriter.tryAcquire());
        }
    }

    /** msvcrt knows no shared lock. */
    @Test
    void sharedLockAndPythonsExcludeEachOther() {
        try (Peer ours = Peer.java("lock", file("lock"), "shared=true");
                Peer another = Peer.java("lock", file("lock"), "shared=true");
                Peer theirs = Peer.python("portalocker", file("lock"))) {
            assertTrue(ours.tryAcquire());
            assertTrue(another.tryAcquire());
            assertFalse(theirs.tryAcquire());
            ours.kill();
            another.release();
            assertTrue(theirs.tryAcquire());
            assertFalse(another.tryAcquire());
            theirs.kill();
            another.acquire().release();
        }
    }

    /** Who is killed gives no sign of life any more, and is put out by the other. */
    @Test
    void softReadersMeetAndKeepWritersOut() {
        Path file = file("softrw");
        String duration = "duration=10";
        try (Peer ours = Peer.java("softrw", file, duration, "shared=true");
                Peer theirs = Peer.python("softrw", file, duration, "shared=true");
                Peer ourWriter = Peer.java("softrw", file, duration);
                Peer theirWriter = Peer.python("softrw", file, duration)) {
            assertTrue(ours.tryAcquire());
            assertTrue(theirs.tryAcquire());
            assertFalse(ourWriter.tryAcquire());
            assertFalse(theirWriter.tryAcquire());
            ours.release();
            assertFalse(ourWriter.tryAcquire(), "Python reads");
            theirs.kill();
            ourWriter.acquire();
            assertFalse(theirWriter.tryAcquire());
            ourWriter.kill();
            theirWriter.acquire();
            assertFalse(ours.tryAcquire(), "Python writes");
            theirWriter.release();
            assertTrue(ours.tryAcquire());
        }
    }

    /** What nobody may take goes with no process. */
    @Test
    void strictLockExcludesPythonsAndOutlivesItsHolder() {
        try (Peer ours = Peer.java("strict", file("strict"));
                Peer theirs = Peer.python("strict", file("strict"))) {
            assertTrue(ours.tryAcquire());
            assertFalse(theirs.tryAcquire());
            ours.release();
            assertTrue(theirs.tryAcquire());
            assertFalse(ours.tryAcquire());
            theirs.kill();
            assertFalse(ours.tryAcquire());
        }
    }

    /** The range that portalocker locks through msvcrt is not the whole file; what counts is that they overlap. */
    @ParameterizedTest
    @CsvSource({"portalocker", "filelock"})
    void waitForEachOther(String python) {
        Requirements.require(OS.WINDOWS.isCurrentOs(), "Windows");
        try (Peer ours = java(python.equals("filelock") ? "filelock" : "lock");
                Peer theirs = python(python, "lock")) {
            ours.acquire();
            theirs.beginAcquire();
            ours.release();
            theirs.awaitAcquired();
            ours.beginAcquire();
            theirs.release();
            ours.awaitAcquired();
        }
    }
}
