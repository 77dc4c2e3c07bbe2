package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.file.ReentrantFile;
import io.portalocker.testkit.DisturbedLocker;
import io.portalocker.testkit.DisturbedLocker.Disturbance;
import io.portalocker.testkit.NeedsPosix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RLockTest {
    @TempDir
    Path directory;

    private Path file;
    private RLock lock;

    @BeforeEach
    void describeLock() {
        file = directory.resolve("file.lock");
        lock = RLock.of(file).withMode(OpenMode.A_PLUS);
    }

    @AfterEach
    void nothingIsRemembered() {
        assertEquals(0, ReentrantFile.OF_JVM.size());
    }

    private boolean isFree() throws Exception {
        return elsewhere(() -> {
            Optional<LockedFile> held = lock.tryAcquire();
            if (held.isPresent()) {
                held.get().release();
            }
            return held.isPresent();
        });
    }

    /** portalocker: 2 acquires need 2 releases; handle closes only at the second. */
    @Test
    void twoAcquisitionsNeedTwoReleases() throws Exception {
        LockedFile outer = lock.acquire();
        LockedFile inner = lock.acquire();
        assertSame(outer.channel(), inner.channel());
        inner.release();
        assertTrue(outer.channel().isOpen());
        assertFalse(isFree());
        outer.ensureHeld();
        outer.release();
        assertFalse(outer.channel().isOpen());
        assertTrue(isFree());
    }

    /** portalocker: RLock release unacquired → LockException. There is nothing here that could be released too often. */
    @Test
    void noHandleGivesBackMoreThanItsOwnLevel() throws Exception {
        LockedFile outer = lock.acquire();
        LockedFile inner = lock.acquire();
        for (int i = 0; i < 5; i++) {
            inner.release();
        }
        assertFalse(inner.isHeld());
        assertThrows(LockLostException.class, inner::ensureHeld);
        outer.ensureHeld();
        assertFalse(isFree());
        outer.release();
        assertTrue(isFree());
    }

    /** portalocker: other RLock on same path refused. Here another thread is; the same one has one lock, whatever the record. */
    @Test
    @NeedsPosix("symbolic links, which ask for a privilege on Windows")
    void anotherThreadIsRefusedAndAnotherRecordIsTheSameLock() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        Files.createFile(file);
        Path second = Files.createLink(directory.resolve("second-name"), file);
        List<RLock> spellings = List.of(
                RLock.of(file).withMode(OpenMode.A_PLUS),
                RLock.of(directory.resolve("./file.lock")).withMode(OpenMode.A_PLUS),
                RLock.of(link.resolve("file.lock")).withMode(OpenMode.A_PLUS),
                RLock.of(second).withMode(OpenMode.A_PLUS),
                lock.withTimeout(Waiting.FOREVER).withFailWhenLocked(true));
        List<LockedFile> handles = new ArrayList<>();
        for (RLock spelling : spellings) {
            handles.add(spelling.acquire());
            handles.add(spelling.tryAcquire().orElseThrow());
            assertEquals(Optional.empty(), elsewhere(spelling::tryAcquire));
        }
        assertEquals(1, ReentrantFile.OF_JVM.size());
        for (LockedFile handle : handles) {
            assertFalse(isFree());
            handle.release();
        }
        assertTrue(isFree());
    }

    @Test
    void levelsMayBeReleasedInAnyOrderAndByAnyThread() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            List<LockedFile> handles = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                handles.add(lock.acquire());
            }
            Collections.shuffle(handles, random);
            for (LockedFile handle : handles) {
                assertEquals(Optional.empty(), elsewhere(lock::tryAcquire));
                elsewhere(() -> {
                    handle.release();
                    return null;
                });
            }
            assertTrue(isFree());
        }
    }

    @Test
    void acquiringWhileAnotherThreadReleasesTheLastLevelIsEitherNestedOrAnew() throws Exception {
        for (int i = 0; i < 300; i++) {
            LockedFile outer = lock.acquire();
            var release = io.portalocker.testkit.Background.start(() -> {
                outer.release();
                return null;
            });
            try (LockedFile next = lock.acquire()) {
                next.ensureHeld();
                release.get();
                next.ensureHeld();
                assertFalse(isFree());
            }
        }
        assertTrue(isFree());
    }

    @Test
    void exclusiveInsideSharedIsRefusedAtOnce() throws Exception {
        try (LockedFile outer = lock.withShared(true).acquire()) {
            for (RLock exclusive : List.of(lock, lock.withTimeout(Waiting.FOREVER), lock.withFailWhenLocked(true))) {
                var e = assertThrows(LockDeadlockException.class, exclusive::acquire);
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                assertTrue(e.getMessage().contains("shared"), e.getMessage());
            }
            assertThrows(LockDeadlockException.class, lock::tryAcquire);
            lock.withShared(true).acquire().release();
            outer.ensureHeld();
        }
        lock.acquire().release();
    }

    @Test
    void sharedInsideExclusiveIsExclusive() throws Exception {
        try (LockedFile outer = lock.acquire();
                LockedFile inner = lock.withShared(true).acquire()) {
            outer.release();
            inner.ensureHeld();
            assertEquals(Optional.empty(), elsewhere(() -> lock.withShared(true).tryAcquire()));
        }
    }

    @Test
    void anotherModeOrLockerInsideIsRefused() throws Exception {
        try (LockedFile outer = lock.acquire()) {
            assertThrows(
                    LockDeadlockException.class, () -> lock.withMode(OpenMode.R).acquire());
            assertThrows(
                    LockDeadlockException.class,
                    () -> lock.withLocker(Locker.OFD).acquire());
            assertThrows(LockDeadlockException.class, () -> FileLock.of(file).acquire());
            outer.ensureHeld();
        }
    }

    @Test
    void sharersOfSeveralThreadsHaveTheirOwnLevels() throws Exception {
        RLock shared = lock.withShared(true);
        LockedFile mine = shared.acquire();
        LockedFile again = shared.acquire();
        LockedFile theirs = elsewhere(shared::acquire);
        assertEquals(2, ReentrantFile.OF_JVM.size());
        mine.release();
        again.release();
        assertFalse(isFree());
        theirs.release();
        assertTrue(isFree());
    }

    @Test
    void innerWriterIsFlushedByItsOwnRelease() throws Exception {
        try (LockedFile outer = lock.acquire()) {
            try (LockedFile inner = lock.acquire()) {
                inner.writer(StandardCharsets.UTF_8).write("inner ");
                assertEquals("", Files.readString(file));
            }
            assertEquals("inner ", Files.readString(file));
            outer.writer(StandardCharsets.UTF_8).write("outer");
        }
        assertEquals("inner outer", Files.readString(file));
    }

    @Test
    void innerAcquisitionEmptiesNothing() throws Exception {
        Files.writeString(file, "old");
        RLock writing = lock.withMode(OpenMode.W_PLUS);
        try (LockedFile outer = writing.acquire()) {
            outer.channel().write(StandardCharsets.UTF_8.encode("new"));
            writing.acquire().release();
        }
        assertEquals("new", Files.readString(file));
    }

    @Test
    @NeedsPosix("files that are replaced while they are open")
    void acquisitionAfterTheFileWasReplacedLocksTheNewFile() throws Exception {
        try (LockedFile outer = lock.acquire()) {
            Files.delete(file);
            try (LockedFile inner = lock.acquire()) {
                assertThrows(LockLostException.class, outer::ensureHeld);
                inner.ensureHeld();
                assertEquals(Optional.empty(), elsewhere(lock::tryAcquire));
            }
        }
    }

    @Test
    void modeThatNeedsAnAbsentFileIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> lock.withMode(OpenMode.X));
        assertThrows(IllegalArgumentException.class, () -> lock.withShared(true).withMode(OpenMode.W));
    }

    @Test
    void asynchronousAcquisitionIsNestedInNothing() throws Exception {
        try (LockedFile outer = lock.acquire()) {
            var future = lock.withTimeout(Waiting.FOREVER).acquireAsync();
            assertThrows(java.util.concurrent.TimeoutException.class, () -> future.get(50, TimeUnit.MILLISECONDS));
            outer.release();
            future.get(60, TimeUnit.SECONDS).release();
        }
    }

    /** filelock: unlock failure keeps the lock held and can be retried. */
    @Test
    @NeedsPosix("flock")
    void failedUnlockKeepsTheLastLevelHeld() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        var stubborn = new DisturbedLocker(Disturbance.NONE, () -> {
            if (fails.get()) {
                throw new IOException("not now");
            }
        });
        RLock stubbornLock = lock.withLocker(stubborn);
        LockedFile outer = stubbornLock.acquire();
        stubbornLock.acquire().release();
        var e = assertThrows(LockIOException.class, outer::release);
        assertTrue(e.getMessage().contains("not now"), e.getMessage());
        assertTrue(outer.isHeld());
        assertEquals(1, ReentrantFile.OF_JVM.size());
        stubbornLock.acquire().release();
        fails.set(false);
        outer.release();
        assertFalse(outer.isHeld());
        assertTrue(isFree());
    }
}
