package io.portalocker.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.FileLock;
import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockedFile;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.PidFileLock;
import io.portalocker.RLock;
import io.portalocker.TemporaryFileLock;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.OpenFiles;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptors do not grow with attempts or with those who wait. */
@Timeout(300)
@NeedsPosix("descriptors are counted below /proc")
class DescriptorsTest {
    private static final long OURS = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private long openFiles() {
        return OpenFiles.below(OURS, directory);
    }

    @Test
    void refusedRecordLocksKeepNothingOpen() throws Exception {
        Lock lock = Lock.of(directory.resolve("lock")).withLocker(Locker.LOCKF).withMode(OpenMode.A_PLUS);
        try (Held held = lock.acquire();
                Peer other = Peer.java("lock", lock.path(), "locker=LOCKF")) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(Optional.empty(), lock.tryAcquire());
            }
            assertEquals(1, openFiles());
            assertTrue(!other.tryAcquire(), "nothing was closed either, which would have freed the lock");
            held.ensureHeld();
        }
        assertEquals(0, openFiles());
    }

    /** Stays that overlap in turn keep the lock; each may use what the one before could not close. */
    @Test
    void sharedRecordLocksThatOverlapReuseWhatIsOpen() throws Exception {
        Lock lock = Lock.of(directory.resolve("lock"))
                .withLocker(Locker.LOCKF)
                .withMode(OpenMode.A_PLUS)
                .withShared(true);
        LockedFile last = lock.acquire();
        for (int i = 0; i < 500; i++) {
            LockedFile next = lock.acquire();
            last.release();
            last = next;
            assertTrue(openFiles() <= 3, () -> "open: " + openFiles());
        }
        last.release();
        assertEquals(0, openFiles());
        try (Held exclusive = lock.withShared(false).acquire()) {
            exclusive.ensureHeld();
        }
    }

    @Test
    void closingTheChannelOfARecordLockFreesItAtOnce() throws Exception {
        Lock lock = Lock.of(directory.resolve("lock")).withLocker(Locker.LOCKF).withMode(OpenMode.A_PLUS);
        LockedFile held = lock.acquire();
        try (Peer other = Peer.java("lock", lock.path(), "locker=LOCKF")) {
            held.channel().close();
            assertTrue(other.tryAcquire());
        }
        held.release();
        assertEquals(0, openFiles());
    }

    /**
     * Threads between opening the file and waiting have it open too, but those are as many as processors, not as waiters: unless
     * one of them stands still in that moment, and those who meet it make way for others. That does not happen each time.
     */
    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock", "file", "temporary", "pid"})
    void waitersOfEveryKindCostTwo(String kind) throws Exception {
        long most = mostThatAreOpen(kind);
        for (int i = 1; i < 4 && most >= 16; i++) {
            most = Math.min(most, mostThatAreOpen(kind));
        }
        assertTrue(most < 16, "open at most: " + most);
    }

    private long mostThatAreOpen(String kind) throws Exception {
        Path file = directory.resolve("lock");
        LockBase<?, ?> lock = switch (kind) {
            case "lock" -> Lock.of(file).withTimeout(Waiting.FOREVER);
            case "rlock" -> RLock.of(file).withTimeout(Waiting.FOREVER);
            case "file" -> FileLock.of(file);
            case "temporary" -> TemporaryFileLock.of(file).withTimeout(Waiting.FOREVER);
            default -> PidFileLock.of(file).withTimeout(Waiting.FOREVER);
        };
        Held first = lock.acquire();
        AtomicLong most = new AtomicLong();
        List<Background<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            crowd.add(Background.startVirtual(() -> {
                try (Held held = lock.acquire()) {
                    most.accumulateAndGet(openFiles(), Math::max);
                    return held.isHeld();
                }
            }));
        }
        for (Background<Boolean> waiter : crowd) {
            waiter.awaitWaiting();
        }
        assertTrue(openFiles() <= 2, () -> "open while all wait: " + openFiles());
        first.release();
        for (Background<Boolean> waiter : crowd) {
            assertTrue(waiter.get());
        }
        assertEquals(0, openFiles());
        return most.get();
    }
}
