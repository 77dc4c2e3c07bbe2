package io.portalocker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Acquires on a virtual thread, which only parks while it waits, and lets the future's cancellation interrupt it.
 *
 * @param <H> what acquiring gives
 */
final class AsyncAcquire<H extends Held> extends CompletableFuture<H> {

    private final LockBase<H> lock;

    /** Set before the thread starts, so a cancellation always finds it. */
    private volatile @Nullable Thread waiter;

    private AsyncAcquire(LockBase<H> lock) {
        this.lock = lock;
    }

    static <H extends Held> CompletableFuture<H> start(LockBase<H> lock) {
        AsyncAcquire<H> future = new AsyncAcquire<>(lock);
        Thread thread = Thread.ofVirtual().name("portalocker-acquire").unstarted(future::run);
        future.waiter = thread;
        thread.start();
        return future;
    }

    private void run() {
        try {
            H held = lock.acquire();
            if (!complete(held)) {
                held.release();
            }
        } catch (LockException | RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    /** Withdraws the waiter, whatever the argument. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Thread thread = waiter;
        if (cancelled && thread != null) {
            thread.interrupt();
        }
        return cancelled;
    }

    /** Stages made from this one must not look for a waiter of their own. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
