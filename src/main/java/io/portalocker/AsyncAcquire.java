package io.portalocker;

import java.util.concurrent.CompletableFuture;

/**
 * Acquires on a virtual thread, which only parks while it waits, and is interrupted when the future is completed by anybody
 * else: by cancelling, by a timeout of its own, or by a value.
 */
final class AsyncAcquire<H extends Held> extends CompletableFuture<H> {

    private final LockBase<?, H> lock;

    private AsyncAcquire(LockBase<?, H> lock) {
        this.lock = lock;
    }

    static <H extends Held> CompletableFuture<H> start(LockBase<?, H> lock) {
        AsyncAcquire<H> future = new AsyncAcquire<>(lock);
        Thread waiter = Thread.ofVirtual().name("portalocker-acquire").unstarted(future::run);
        // Before the thread starts, so that whoever completes the future finds it.
        var _ = future.whenComplete((held, failure) -> {
            if (!Thread.currentThread().equals(waiter)) {
                waiter.interrupt();
            }
        });
        waiter.start();
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

    /** Stages made from this one have no waiter of their own. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
