package io.portalocker.contract;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Held;
import io.portalocker.LockLostException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link LockContract} that is about taking a lock, being refused, and giving it back.
 *
 * @param <H> its handle
 */
abstract class AcquiringContract<H extends Held> extends LockFixture<H> {
    // Acquiring and releasing

    @Test
    void isHeldUntilItIsReleased() throws Exception {
        H held = lock().acquire();
        assertTrue(held.isHeld());
        held.ensureHeld();
        assertFalse(isFree());
        held.release();
        assertFalse(held.isHeld());
        assertTrue(isFree());
    }

    @Test
    void isReleasedByTheEndOfABlock() throws Exception {
        try (H held = lock().acquire()) {
            assertTrue(held.isHeld());
        }
        assertTrue(isFree());
    }

    @Test
    void canBeTakenAgainAndAgain() throws Exception {
        for (int i = 0; i < rounds() / 2; i++) {
            try (H held = lock().tryAcquire().orElseThrow()) {
                assertTrue(held.isHeld());
            }
        }
    }

    @Test
    void secondReleaseDoesNothing() throws Exception {
        H first = lock().acquire();
        first.release();
        Held second = elsewhere(() -> contender().acquire());
        first.release();
        first.close();
        assertFalse(isFree());
        second.release();
        assertTrue(isFree());
    }

    @Test
    void anyThreadMayUseAndReleaseTheHandle() throws Exception {
        H held = elsewhere(() -> lock().acquire());
        held.ensureHeld();
        assertTrue(elsewhere(held::isHeld));
        elsewhere(() -> {
            held.release();
            return null;
        });
        assertFalse(held.isHeld());
        assertTrue(isFree());
    }

    /** A handle belongs to no thread: who waits for a lock that it acquired itself may be helped by another. */
    @Test
    void waitForOnesOwnHandleEndsWhenAnotherThreadReleasesIt() throws Exception {
        var first = new CompletableFuture<H>();
        Background<H> again = Background.start(() -> {
            first.complete(lock().acquire());
            return lock(within(Waiting.FOREVER)).acquire();
        });
        H held = first.get(30, TimeUnit.SECONDS);
        again.awaitWaiting();
        held.release();
        again.get().release();
        assertTrue(isFree());
    }

    @Test
    void manyThreadsMayReleaseAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            H held = lock().acquire();
            List<Background<Object>> releases = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                releases.add(Background.start(() -> {
                    held.release();
                    return null;
                }));
            }
            for (Background<Object> release : releases) {
                release.get();
            }
            assertTrue(isFree());
        }
    }

    @Test
    void releasedHandleIsLost() throws Exception {
        H held = lock().acquire();
        held.release();
        assertThrows(LockLostException.class, held::ensureHeld);
    }

    // Contention

    @Test
    void contenderIsRefused() throws Exception {
        try (H held = lock().acquire()) {
            assertEquals(Optional.empty(), elsewhere(() -> contender().tryAcquire()));
            held.ensureHeld();
        }
    }

    @Test
    void contenderOfAnotherProcessIsRefusedUntilTheRelease() throws Exception {
        try (Peer peer = peer(directory)) {
            H held = lock().acquire();
            assertFalse(peer.tryAcquire());
            held.release();
            assertTrue(peer.tryAcquire());
            assertEquals(Optional.empty(), lock().tryAcquire());
            peer.release();
            lock().acquire().release();
        }
    }

    @Test
    void contentionWithinThisProcessDoesNotLetAnotherProcessIn() throws Exception {
        try (Peer peer = peer(directory)) {
            H held = lock().acquire();
            assertEquals(Optional.empty(), elsewhere(() -> contender().tryAcquire()));
            assertEquals(Optional.empty(), elsewhere(() -> contender().tryAcquire(SHORT)));
            assertFalse(peer.tryAcquire());
            held.release();
            assertTrue(peer.tryAcquire());
            peer.release();
        }
    }

    @Test
    void killedHolderFreesItAtOnce() throws Exception {
        try (Peer peer = peer(directory)) {
            assertTrue(peer.tryAcquire());
            assertEquals(Optional.empty(), lock().tryAcquire());
            peer.kill();
            lock().tryAcquire(outlives()).orElseThrow().release();
        }
    }

    @Test
    void timeoutNamesTheLockAndTheWait() throws Exception {
        try (H held = lock().acquire()) {
            LockTimeoutException e = elsewhere(() -> assertThrows(
                    LockTimeoutException.class, () -> contender(within(SHORT)).acquire()));
            assertTrue(e.getMessage().contains(name(directory)), e.getMessage());
            assertTrue(e.waited().compareTo(SHORT) >= 0, () -> "waited " + e.waited());
            assertTrue(held.isHeld());
        }
    }

    @Test
    void timeoutIsAnAnswerToATry() throws Exception {
        try (H held = lock().acquire()) {
            long start = System.nanoTime();
            assertEquals(Optional.empty(), elsewhere(() -> contender().tryAcquire(SHORT)));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos());
            assertTrue(held.isHeld());
        }
    }

    @Test
    void failWhenLockedFailsAtOnce() throws Exception {
        try (H held = lock().acquire()) {
            AlreadyLockedException e = elsewhere(() -> assertThrows(
                    AlreadyLockedException.class,
                    () -> contender(within(LONG).withFailWhenLocked(true)).acquire()));
            assertEquals(AlreadyLockedException.class, e.getClass());
            assertTrue(e.getMessage().contains(name(directory)), e.getMessage());
            assertTrue(held.isHeld());
        }
        lock(within(LONG).withFailWhenLocked(true)).acquire().release();
    }

    @Test
    void zeroTimeoutIsOneAttempt() throws Exception {
        lock(within(Duration.ZERO)).acquire().release();
        lock().tryAcquire(Duration.ZERO).orElseThrow().release();
        try (H held = lock().acquire()) {
            AlreadyLockedException e = elsewhere(() -> assertThrows(
                    AlreadyLockedException.class,
                    () -> contender(within(Duration.ZERO)).acquire()));
            assertEquals(AlreadyLockedException.class, e.getClass());
            assertTrue(held.isHeld());
        }
    }

    @Test
    void negativeTimeoutIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> lock().tryAcquire(Duration.ofNanos(-1)));
    }

    @Test
    void waitsForEverUntilTheRelease() throws Exception {
        H held = lock().acquire();
        Background<? extends Held> waiter = Background.start(
                        () -> contender(within(Waiting.FOREVER)).acquire())
                .awaitWaiting();
        assertFalse(waiter.isDone());
        held.release();
        Held second = waiter.get();
        assertTrue(second.isHeld());
        second.release();
    }

    @Test
    void virtualThreadWaitsForAnotherProcess() throws Exception {
        try (Peer peer = peer(directory)) {
            peer.acquire();
            Background<H> waiter = Background.startVirtual(
                            () -> lock(within(Waiting.FOREVER)).acquire())
                    .awaitWaiting();
            assertFalse(waiter.isDone());
            peer.release();
            waiter.get().release();
        }
    }

    @Test
    void otherProcessWaitsForTheRelease() throws Exception {
        try (Peer peer = peer(directory)) {
            H held = lock().acquire();
            peer.beginAcquire();
            assertTrue(peer.isKeptWaiting(Duration.ofMillis(200)));
            held.release();
            peer.awaitAcquired();
            peer.release();
        }
    }
}
