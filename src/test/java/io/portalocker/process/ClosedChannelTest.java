package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockLostException;
import io.portalocker.LockedFile;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.RLock;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Holder;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Closing the channel of a lock frees it for everybody: also for threads of this JVM, and for those who lock another file
 * that gets the identity of the closed one.
 */
@Timeout(120)
class ClosedChannelTest {

    @TempDir
    Path directory;

    private Lock lock(String locker) {
        return Lock.of(directory.resolve("lock"))
                .withLocker(Holder.locker(locker))
                .withMode(OpenMode.A_PLUS);
    }

    static Stream<String> lockers() {
        String ofPlatform = Locker.ofPlatform().name();
        return ofPlatform.equals("FLOCK") ? Stream.of("FLOCK", "LOCKF", "OFD") : Stream.of(ofPlatform);
    }

    @ParameterizedTest
    @MethodSource("lockers")
    void threadsOfThisJvmGetInAtOnce(String locker) throws Exception {
        Lock lock = lock(locker);
        LockedFile closed = lock.acquire();
        closed.channel().close();
        assertFalse(closed.isHeld());
        assertThrows(LockLostException.class, closed::ensureHeld);
        try (LockedFile next = lock.tryAcquire().orElseThrow();
                Peer other = Peer.java("lock", lock.path(), "locker=" + locker)) {
            closed.release();
            next.ensureHeld();
            assertFalse(other.tryAcquire(), "the late release freed the lock of another");
            assertEquals(Optional.empty(), lock.tryAcquire());
            next.release();
            assertTrue(other.tryAcquire(), "the lock was kept for a handle that was released");
        }
    }

    @ParameterizedTest
    @MethodSource("lockers")
    void waitingThreadIsLetIn(String locker) throws Exception {
        Lock lock = lock(locker);
        LockedFile closed = lock.acquire();
        var waiter =
                Background.start(lock.withTimeout(Waiting.FOREVER)::acquire).awaitWaiting();
        closed.channel().close();
        try (LockedFile next = waiter.get()) {
            next.ensureHeld();
        }
        closed.release();
    }

    @ParameterizedTest
    @MethodSource("lockers")
    void otherSharersGoOn(String locker) throws Exception {
        Lock shared = lock(locker).withShared(true);
        LockedFile closed = shared.acquire();
        try (LockedFile sharer = shared.acquire();
                Peer other = Peer.java("lock", shared.path(), "locker=" + locker)) {
            closed.channel().close();
            assertFalse(other.tryAcquire());
            closed.release();
            assertFalse(other.tryAcquire());
            sharer.ensureHeld();
            sharer.release();
            assertTrue(other.tryAcquire());
        }
    }

    @Test
    void threadIsNotTakenForTheHolderAnyMore() throws Exception {
        RLock lock = RLock.of(directory.resolve("lock"));
        LockedFile outer = lock.acquire();
        LockedFile inner = lock.acquire();
        inner.channel().close();
        assertFalse(outer.isHeld());
        assertFalse(inner.isHeld());
        try (Peer other = Peer.java("lock", lock.path());
                LockedFile anew = lock.acquire()) {
            assertFalse(other.tryAcquire(), "nothing was locked");
            inner.release();
            outer.release();
            try (LockedFile again = lock.acquire()) {
                again.ensureHeld();
            }
            anew.ensureHeld();
            assertFalse(other.tryAcquire());
        }
    }
}
