package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a wait can be ended from outside, and whether it ends with the lock when that is freed. Two handles of a file
 * of its own contend for it, and whatever the system does, no caller hangs: the waiting and the cancelling have threads of
 * their own, and freeing the lock lets a waiter out that cannot be cancelled, as under Wine.
 */
final class WaitProbe {

    private static final long PAUSE_MILLISECONDS = 5;

    /** Who begins to wait only after so long is taken for one who was handed the lock: nothing tells that a call has begun. */
    private static final long TO_BEGIN_MILLISECONDS = 50;

    private final PlatformKernelWaits waits;
    private final LockRequests requests;
    private final Duration patience;

    WaitProbe(PlatformKernelWaits waits, LockRequests requests, Duration patience) {
        this.waits = waits;
        this.requests = requests;
        this.patience = patience;
    }

    /** What was found. */
    enum Finding {
        USABLE,
        UNUSABLE,
        /** A thread is in the call still, and the handles must stay open. */
        STUCK
    }

    /** Tries, and leaves both handles without a lock unless a thread is stuck. */
    Finding probe(long holder, long waiter) throws SysException, InterruptedException {
        if (!requests.tryLock(holder)) {
            return Finding.UNUSABLE;
        }
        Finding finding = contend(holder, waiter);
        if (finding != Finding.STUCK) {
            requests.unlock(waiter);
            requests.unlock(holder);
        }
        return finding;
    }

    private Finding contend(long holder, long waiter) throws SysException, InterruptedException {
        Attempt cancelled = new Attempt(waiter);
        cancelled.cancel();
        Boolean outcome = cancelled.await();
        if (outcome == null) {
            requests.unlock(holder);
            return cancelled.await() == null ? Finding.STUCK : Finding.UNUSABLE;
        }
        // Who was cancelled has nothing, and the holder still has its lock.
        if (outcome || requests.tryLock(waiter)) {
            return Finding.UNUSABLE;
        }
        Attempt freed = new Attempt(waiter);
        freed.begun.await();
        boolean early = freed.isOver(TO_BEGIN_MILLISECONDS);
        requests.unlock(holder);
        outcome = freed.await();
        if (outcome == null) {
            return Finding.STUCK;
        }
        boolean handedOver = outcome && !early && !requests.tryLock(holder);
        requests.unlock(waiter);
        return handedOver && requests.tryLock(holder) ? Finding.USABLE : Finding.UNUSABLE;
    }

    /** One wait on a thread of its own. */
    private final class Attempt {
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final Thread thread;

        Attempt(long handle) {
            thread = start(() -> {
                begun.countDown();
                try {
                    outcome.complete(waits.lock(Mechanism.LOCK_FILE_EX, handle, false));
                } catch (SysException | RuntimeException | Error e) {
                    outcome.completeExceptionally(e);
                }
            });
        }

        /** A cancellation that comes before the wait is lost, hence again and again, until patience has run out. */
        void cancel() {
            start(() -> {
                long start = System.nanoTime();
                while (System.nanoTime() - start < patience.toNanos() && !isOver(PAUSE_MILLISECONDS)) {
                    waits.interrupt(thread.threadId());
                }
            });
        }

        boolean isOver(long milliseconds) {
            try {
                outcome.get(milliseconds, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException | InterruptedException e) {
                return true;
            }
        }

        /** {@return whether it got the lock, or null if it waits still} */
        @Nullable
        Boolean await() throws InterruptedException {
            try {
                return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                return false;
            }
        }
    }

    private static Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().name("portalocker-probe").start(work);
    }
}
