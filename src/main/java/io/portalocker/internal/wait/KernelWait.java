package io.portalocker.internal.wait;

import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One wait inside the kernel, and how it is ended from outside.
 *
 * <p>A signal makes the blocked call return. But it does nothing to a thread that is only about to call, so between "not
 * cancelled" and the call there is a gap into which a signal can fall:
 *
 * <pre>
 *   waiter      cancelled? no                          flock ... blocks for ever
 *   canceller                    cancel, signal (lost)
 * </pre>
 *
 * <p>Hence the signal is sent again until the waiter says that it is out. It is only ever sent while {@code blocked} is
 * set, under the monitor: the thread's native identity is void once the thread has ended.
 *
 * <p>Other signals end the call too (the JDK's own, a profiler's); the waiter then simply calls again.
 */
final class KernelWait {

    private static final long FIRST_REPEAT = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long LONGEST_REPEAT = TimeUnit.MILLISECONDS.toNanos(5);

    private final KernelWaits calls;
    private final Mechanism mechanism;
    private final long descriptor;
    private final boolean shared;

    /** Native identity of the thread that blocks. Guarded by this. */
    private long thread;

    /** Whether that thread is in the kernel, or about to be. Guarded by this. */
    private boolean blocked;

    /** Whether it has been told to come out. Guarded by this. */
    private boolean cancelled;

    KernelWait(KernelWaits calls, Mechanism mechanism, long descriptor, boolean shared) {
        this.calls = calls;
        this.mechanism = mechanism;
        this.descriptor = descriptor;
        this.shared = shared;
    }

    /**
     * Waits for the lock. Answers false if it was not acquired by the deadline. Throws RejectedExecutionException if
     * there is no thread that could wait for a virtual one, or end the wait in time.
     */
    boolean await(Deadline deadline) throws SysException, InterruptedException {
        return Thread.currentThread().isVirtual() ? awaitElsewhere(deadline) : awaitHere(deadline);
    }

    /** On a platform thread the caller itself blocks: handing the news from thread to thread would double the latency. */
    private boolean awaitHere(Deadline deadline) throws SysException, InterruptedException {
        InterruptHook hook = new InterruptHook(this::cancel);
        Future<?> timer = deadline.isForever()
                ? CompletableFuture.completedFuture(null)
                : WaitThreads.later(deadline.remaining(), this::cancel);
        boolean acquired;
        try {
            acquired = hook.whileHooked(this::block);
        } finally {
            timer.cancel(false);
        }
        if (!acquired && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return acquired;
    }

    /** A virtual thread would block its carrier, so a platform thread blocks for it. */
    private boolean awaitElsewhere(Deadline deadline) throws SysException, InterruptedException {
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        WaitThreads.block(() -> {
            try {
                outcome.complete(block());
            } catch (SysException | RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        });
        try {
            return outcome.get(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel();
            return join(outcome);
        } catch (InterruptedException e) {
            cancel();
            if (join(outcome)) {
                Thread.currentThread().interrupt();
                return true;
            }
            throw e;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** Waits for the answer to a cancellation, which comes in milliseconds; an interrupt meanwhile is kept for later. */
    private static boolean join(CompletableFuture<Boolean> outcome) throws SysException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SysException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case SysException known -> known;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case null, default -> throw new AssertionError(e);
        };
    }

    private boolean block() throws SysException {
        synchronized (this) {
            if (cancelled) {
                return false;
            }
            thread = calls.currentThread();
            blocked = true;
        }
        try {
            while (!calls.lock(mechanism, descriptor, shared)) {
                if (isCancelled()) {
                    return false;
                }
            }
            return true;
        } finally {
            synchronized (this) {
                blocked = false;
            }
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Tells the waiter to come out. Returns at once. */
    private void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        signal(FIRST_REPEAT);
    }

    /** The repeat first: if the signal fails, by whatever it throws, the waiter must not stay for ever. */
    private synchronized void signal(long repeat) {
        if (blocked) {
            try {
                var _ = WaitThreads.later(repeat, () -> signal(Math.min(2 * repeat, LONGEST_REPEAT)));
            } catch (RejectedExecutionException noThread) {
                signalUntilItIsOut();
                return;
            }
            calls.interrupt(thread);
        }
    }

    /** Where there is no thread to repeat it, whoever cancels does: some moments, and nobody may throw at him. */
    private synchronized void signalUntilItIsOut() {
        while (blocked) {
            calls.interrupt(thread);
            try {
                wait(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
