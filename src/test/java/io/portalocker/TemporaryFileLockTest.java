package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Ordinary;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TemporaryFileLockTest {
    @TempDir
    Path directory;

    private Path file;
    private TemporaryFileLock lock;

    @BeforeEach
    void describeLock() {
        file = directory.resolve("file.lock");
        lock = TemporaryFileLock.of(file);
    }

    @AfterEach
    void nothingIsLeftForTheExit() {
        assertEquals(0, AtExit.size());
    }

    /** portalocker: file gone after block. */
    @Test
    void fileIsThereAsLongAsTheLock() throws Exception {
        assertFalse(Files.exists(file), "describing touches nothing");
        try (Held held = lock.acquire()) {
            assertTrue(Files.exists(file));
            held.ensureHeld();
        }
        assertFalse(Files.exists(file));
    }

    /** portalocker: identity helper true / false after unlink / false after recreate. */
    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void lossIsNoticed() throws Exception {
        Held held = lock.acquire();
        held.ensureHeld();
        Files.delete(file);
        assertThrows(LockLostException.class, held::ensureHeld);
        Files.createFile(file);
        assertThrows(LockLostException.class, held::ensureHeld);
        held.release();
        assertTrue(Files.exists(file), "somebody else's file");
    }

    /** portalocker: order unlink then unlock. Whoever waits must not get the lock of a file that is about to go. */
    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void fileIsRemovedBeforeItIsUnlocked() throws Exception {
        try (var before = LockableFile.open(file, OpenMode.A)) {
            Held held = lock.acquire();
            var name = new AtomicInteger();
            var waiter = Background.start(() -> {
                        Portalocker.lock(before, LockFlag.EXCLUSIVE);
                        name.set(Files.exists(file) ? 1 : 2);
                        return null;
                    })
                    .awaitWaiting();
            held.release();
            waiter.get();
            assertEquals(2, name.get(), "the file was still there when the lock was free");
        }
    }

    /** portalocker: unlink PermissionError propagates but lock is freed. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void failedRemovalFreesTheLockAndIsReported() throws Exception {
        try (Peer peer = Ordinary.user("temporary", file)) {
            assertTrue(peer.tryAcquire());
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
            String answer = peer.child().ask("release");
            assertTrue(answer.startsWith("error LockIOException"), answer);
            assertTrue(answer.contains(file.toString()), answer);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            lock.tryAcquire().orElseThrow().release();
        }
    }

    /** portalocker: one stale handle → exactly one retry. */
    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void staleFileIsOpenedAgainOnce() throws Exception {
        var opened = new AtomicInteger();
        IoOpening stale = deadline -> {
            OpenFile now = FileOpener.open(file, OpenMode.W.opening().access());
            if (opened.getAndIncrement() == 0) {
                Files.delete(file);
            }
            return now;
        };
        FileHold hold = Acquiring.acquire(lock, kind(stale));
        assertEquals(2, opened.get());
        hold.ensureHeld();
        hold.release(Hold.Last.NOTHING);
    }

    /** portalocker: permanent mismatch, timeout 0 → AlreadyLocked. */
    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void fileThatIsAlwaysReplacedCountsAsLocked() {
        IoOpening stale = deadline -> {
            OpenFile now = FileOpener.open(file, OpenMode.W.opening().access());
            Files.delete(file);
            return now;
        };
        assertThrows(
                AlreadyLockedException.class, () -> Acquiring.acquire(lock.withTimeout(Duration.ZERO), kind(stale)));
        assertThrows(
                LockTimeoutException.class,
                () -> Acquiring.acquire(lock.withTimeout(Duration.ofMillis(20)), kind(stale)));
    }

    private interface IoOpening {
        OpenFile open(Deadline deadline) throws java.io.IOException;
    }

    private FileKind kind(IoOpening opening) {
        return new FileKind(
                file, (path, deadline) -> opening.open(deadline), KernelLocking.ofPlatform(), false, Long.MAX_VALUE);
    }

    /** portalocker: two sequential cycles clean up. */
    @Test
    void cyclesCleanUp() throws Exception {
        for (int i = 0; i < 2; i++) {
            lock.acquire().release();
            assertFalse(Files.exists(file));
        }
    }

    /** portalocker: stale/never-acquired release doesn't delete a current holder's file. */
    @Test
    void releasedHandleDoesNotRemoveTheNextHoldersFile() throws Exception {
        Held first = lock.acquire();
        first.release();
        try (Held second = lock.acquire()) {
            first.release();
            first.close();
            assertTrue(Files.exists(file));
            second.ensureHeld();
        }
    }

    /** portalocker #115: a waiter that opened the old inode ends up on the current inode; a third contender is refused. */
    @Test
    void waiterEndsOnTheCurrentFile() throws Exception {
        TemporaryFileLock patient = lock.withFailWhenLocked(false).withTimeout(Waiting.FOREVER);
        for (int i = 0; i < 20; i++) {
            Held first = lock.acquire();
            var waiter = Background.start(patient::acquire).awaitWaiting();
            first.release();
            try (Held second = waiter.get()) {
                second.ensureHeld();
                assertEquals(Optional.empty(), elsewhere(lock::tryAcquire));
                assertThrows(AlreadyLockedException.class, () -> elsewhere(lock::acquire));
            }
        }
    }

    @Test
    @NotUnderWine("CreateSymbolicLinkW makes a link; Wine says so and makes none")
    void linkAtThePathIsRefused() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Files.createSymbolicLink(file, target);
        assertThrows(LockIOException.class, lock::acquire);
        assertEquals("precious", Files.readString(target));
    }

    @Test
    void fileIsRemovedWhenTheJvmExits() throws Exception {
        try (Peer peer = Peer.java("temporary", file)) {
            assertTrue(peer.tryAcquire());
            assertTrue(Files.exists(file));
            peer.child().exitCode();
        }
        assertFalse(Files.exists(file));
    }

    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void exitDoesNotRemoveAnotherHoldersFile() throws Exception {
        try (Peer peer = Peer.java("temporary", file)) {
            assertTrue(peer.tryAcquire());
            Files.delete(file);
            try (Held held = lock.acquire()) {
                peer.child().exitCode();
                held.ensureHeld();
            }
        }
        try (Peer peer = Peer.java("temporary", file)) {
            assertTrue(peer.tryAcquire());
            peer.release();
            try (Held held = lock.acquire()) {
                peer.child().exitCode();
                held.ensureHeld();
            }
        }
    }

    @Test
    void fileOfAKilledHolderCanBeLocked() throws Exception {
        try (Peer peer = Peer.java("temporary", file)) {
            assertTrue(peer.tryAcquire());
            peer.kill();
            assertTrue(Files.exists(file));
            lock.acquire().release();
            assertFalse(Files.exists(file));
        }
    }
}
