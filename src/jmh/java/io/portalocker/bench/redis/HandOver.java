package io.portalocker.bench.redis;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** From before one frees a lock until another, who waited, has it; one clock measures both. */
public final class HandOver implements AutoCloseable {

    /** Until the waiter has asked and waits. */
    private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(15);

    private final ExecutorService waiter = Executors.newSingleThreadExecutor();

    /** Hands over once, in nanoseconds. */
    public double once(Subject here, Subject there) throws Exception {
        Subject.Taken held = here.take();
        Callable<Long> waiting = () -> {
            Subject.Taken won = there.take();
            long now = System.nanoTime();
            won.free();
            return now;
        };
        Future<Long> won = waiter.submit(waiting);
        TimeUnit.NANOSECONDS.sleep(SETTLING);
        long start = System.nanoTime();
        held.free();
        return won.get() - start;
    }

    @Override
    public void close() {
        waiter.shutdownNow();
    }
}
