package io.portalocker.redis;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread. A ring that nobody waits for is kept for the next wait; several are one. */
final class Bell {

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /** Answers whether it rang since it was last asked. */
    boolean hasRung() {
        return rings.tryAcquire();
    }

    /** Waits for a ring; false if none came. */
    boolean await(long nanos) throws InterruptedException {
        return rings.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }
}
