package io.portalocker.contract;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockDeadlockException;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every kind of lock does. A subclass says how to describe the lock and its contender; a contender is what must wait
 * while the lock is held: the same lock, unless that may be shared.
 *
 * <p>Contention comes from another thread, because a re-entrant lock lets the same one in.
 *
 * @param <H> its handle
 */
@SuppressWarnings({
    "LockNotBeforeTry", // views are unlocked too early, too late and by the wrong thread on purpose
    "ThreadPriorityCheck" // yielding only makes races likelier; nothing relies on it
})
public abstract class LockContract<H extends Held> extends AcquiringContract<H> {
    // Interruption

    @Test
    void interruptedBeforeWaiting() throws Exception {
        try (H held = lock().acquire()) {
            assertTrue(elsewhere(() -> {
                Thread.currentThread().interrupt();
                assertThrows(
                        LockInterruptedException.class,
                        () -> contender(within(LONG)).acquire());
                return Thread.interrupted();
            }));
            assertTrue(held.isHeld());
        }
        assertTrue(isFree());
    }

    @Test
    void interruptedWhileWaitingForAThread() throws Exception {
        try (H held = lock().acquire()) {
            assertInterruptible(() -> contender(within(LONG)).acquire());
            assertInterruptible(() -> contender(within(Waiting.FOREVER)).acquire());
            assertInterruptible(() -> contender().tryAcquire(LONG));
            held.ensureHeld();
        }
        assertTrue(isFree());
    }

    @Test
    void interruptedWhileWaitingForAnotherProcess() throws Exception {
        try (Peer peer = peer(directory)) {
            peer.acquire();
            assertInterruptible(() -> lock(within(LONG)).acquire());
            assertInterruptible(() -> lock(within(Waiting.FOREVER)).acquire());
            peer.release();
            assertTrue(peer.tryAcquire());
        }
        assertTrue(isFree(outlives()));
    }

    interface Acquiring {
        Object acquire() throws IOException;
    }

    static void assertInterruptible(Acquiring acquiring) throws Exception {
        Background<Boolean> waiter = Background.start(() -> {
                    assertThrows(LockInterruptedException.class, acquiring::acquire);
                    return Thread.interrupted();
                })
                .awaitWaiting();
        waiter.interrupt();
        assertTrue(waiter.get(), "the thread's status is set");
    }

    // Asynchronous acquisition

    @Test
    void futureCompletesWhenTheLockIsFree() throws Exception {
        CompletableFuture<H> free = lock().acquireAsync();
        H held = free.get(60, TimeUnit.SECONDS);
        CompletableFuture<? extends Held> waiting =
                contender(within(Waiting.FOREVER)).acquireAsync();
        assertThrows(java.util.concurrent.TimeoutException.class, () -> waiting.get(20, TimeUnit.MILLISECONDS));
        held.release();
        waiting.get(60, TimeUnit.SECONDS).release();
    }

    @Test
    void futureTellsTheTimeout() throws Exception {
        try (H held = lock().acquire()) {
            CompletableFuture<? extends Held> future = contender(within(SHORT)).acquireAsync();
            var e = assertThrows(java.util.concurrent.ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS));
            assertInstanceOf(LockTimeoutException.class, e.getCause());
            assertTrue(held.isHeld());
        }
    }

    @Test
    void cancellingWithdrawsTheWaiter() throws Exception {
        try (Peer peer = peer(directory)) {
            H held = lock().acquire();
            CompletableFuture<? extends Held> future =
                    contender(within(Waiting.FOREVER)).acquireAsync();
            Thread.sleep(20); // let it wait; the test holds without that too
            assertTrue(future.cancel(true));
            assertThrows(CancellationException.class, future::join);
            held.release();
            peer.acquire().release();
        }
    }

    @Test
    void cancelledWinnerIsReleased() throws Exception {
        for (int i = 0; i < rounds(); i++) {
            // The waiter of before may begin only now, and gives back what it gets.
            H held = lock(within(Duration.ofSeconds(30))).acquire();
            CompletableFuture<? extends Held> future =
                    contender(within(Waiting.FOREVER)).acquireAsync();
            Background<Object> release = Background.start(() -> {
                held.release();
                return null;
            });
            if (i % 2 == 0) {
                Thread.yield();
            } else {
                Thread.sleep(0, i * 10_000);
            }
            if (!future.cancel(true)) {
                future.join().release();
            }
            release.get();
            lock(within(Duration.ofSeconds(30))).acquire().release();
        }
    }

    // The view as a lock of java.util.concurrent

    @Test
    void viewLocksAndUnlocks() throws Exception {
        var view = lock().asLock();
        view.lock();
        assertFalse(isFree());
        view.unlock();
        assertTrue(isFree());
        view.lockInterruptibly();
        view.unlock();
        assertTrue(view.tryLock());
        view.unlock();
        assertTrue(view.tryLock(1, TimeUnit.SECONDS));
        view.unlock();
        assertTrue(isFree());
    }

    @Test
    void viewOfAnotherThreadIsRefused() throws Exception {
        var view = lock().asLock();
        var other = contender().asLock();
        view.lock();
        assertFalse(elsewhere(() -> other.tryLock()));
        assertFalse(elsewhere(() -> other.tryLock(SHORT.toMillis(), TimeUnit.MILLISECONDS)));
        assertFalse(elsewhere(() -> other.tryLock(-1, TimeUnit.MILLISECONDS)));
        view.unlock();
        assertTrue(elsewhere(() -> {
            boolean locked = other.tryLock();
            other.unlock();
            return locked;
        }));
    }

    @Test
    void viewTellsATimeout() throws Exception {
        try (H held = lock().acquire()) {
            var view = contender(within(SHORT)).asLock();
            var e = elsewhere(() -> assertThrows(UncheckedIOException.class, view::lock));
            assertInstanceOf(LockTimeoutException.class, e.getCause());
            assertTrue(held.isHeld());
        }
    }

    @Test
    void viewIsUnlockedByItsThreadOnly() throws Exception {
        var view = lock().asLock();
        assertThrows(IllegalMonitorStateException.class, view::unlock);
        view.lock();
        elsewhere(() -> assertThrows(IllegalMonitorStateException.class, view::unlock));
        assertFalse(isFree());
        view.unlock();
        assertThrows(IllegalMonitorStateException.class, view::unlock);
        assertTrue(isFree());
    }

    @Test
    void viewHasNoConditions() {
        assertThrows(UnsupportedOperationException.class, () -> lock().asLock().newCondition());
    }

    @Test
    void viewsLockIsNotInterrupted() throws Exception {
        H held = lock().acquire();
        var view = contender(within(Waiting.FOREVER)).asLock();
        Background<Boolean> waiter = Background.start(() -> {
                    Thread.currentThread().interrupt();
                    view.lock();
                    boolean status = Thread.interrupted();
                    view.unlock();
                    return status;
                })
                .awaitWaiting();
        waiter.interrupt();
        assertFalse(waiter.isDone());
        held.release();
        assertTrue(waiter.get(), "the interrupt is kept");
    }

    /** Only the thread that locked a view may unlock it, so that one cannot be helped; re-entrant kinds are locked again. */
    @Test
    void viewThatWouldWaitForItsOwnThreadSaysSo() throws Exception {
        var view = lock(within(Waiting.FOREVER)).asLock();
        view.lock();
        try {
            Optional<H> again = lock().tryAcquire();
            if (again.isPresent()) {
                again.get().release();
            } else {
                var e = assertThrows(UncheckedIOException.class, view::lock);
                assertEquals(LockDeadlockException.class, e.getCause().getClass());
            }
        } finally {
            view.unlock();
        }
        assertTrue(isFree());
    }

    @Test
    void viewsLockInterruptiblyIs() throws Exception {
        try (H held = lock().acquire()) {
            var view = contender(within(Waiting.FOREVER)).asLock();
            Background<Boolean> waiter = Background.start(() -> {
                        assertThrows(InterruptedException.class, view::lockInterruptibly);
                        return Thread.interrupted();
                    })
                    .awaitWaiting();
            waiter.interrupt();
            assertFalse(waiter.get(), "InterruptedException clears the status");
            elsewhere(() -> {
                Thread.currentThread().interrupt();
                return assertThrows(InterruptedException.class, view::lockInterruptibly);
            });
            elsewhere(() -> {
                Thread.currentThread().interrupt();
                return assertThrows(InterruptedException.class, () -> view.tryLock(1, TimeUnit.HOURS));
            });
            assertTrue(held.isHeld());
        }
        assertTrue(isFree());
    }

    // Descriptions

    @Test
    void equalDescriptionsMeanTheSameLock() {
        assertNotSame(lock(), lock());
        assertEquals(lock(), lock());
        assertEquals(lock().hashCode(), lock().hashCode());
        assertEquals(lock().toString(), lock().toString());
        assertNotEquals(lock(), lock(directory.resolve("other")));
    }

    @Test
    void copiesDifferInWhatWasAskedFor() {
        var waiting = new Waiting(Duration.ofSeconds(7), Duration.ofMillis(3));
        LockBase<?, H> before = lock();
        LockBase<?, H> copy = before.withWaiting(waiting);
        assertEquals(waiting, copy.waiting());
        assertEquals(lock(), before);
        assertNotEquals(before, copy);
        assertEquals(before, copy.withWaiting(before.waiting()));
    }

    // Threads of one JVM

    /** Not volatile: only the lock makes one thread's increment visible to the next. */
    private int plain;

    @Test
    void threadsSeeWhatTheLastHolderDid() throws Exception {
        incrementFromThreads(4, stays() / 4, false);
    }

    @Test
    void virtualThreadsSeeWhatTheLastHolderDid() throws Exception {
        incrementFromThreads(40, Math.max(1, stays() / 100), true);
    }

    private void incrementFromThreads(int threads, int times, boolean virtual) throws Exception {
        List<Background<Object>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(
                    virtual
                            ? Background.startVirtual(() -> increment(times))
                            : Background.start(() -> increment(times)));
        }
        for (Background<Object> each : all) {
            each.get();
        }
        try (Held last = contender(within(Waiting.FOREVER)).acquire()) {
            assertEquals(threads * times, plain);
            assertTrue(last.isHeld());
        }
    }

    /** At once, save where a lock can be in doubt. */
    protected void assertHeld(Held held) {
        assertTrue(held.isHeld());
    }

    private Object increment(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Held held = contender(within(Waiting.FOREVER)).acquire()) {
                int before = plain;
                if (i % 10 == 0) {
                    Thread.yield();
                }
                assertHeld(held);
                plain = before + 1;
            }
        }
        return "done";
    }
}
