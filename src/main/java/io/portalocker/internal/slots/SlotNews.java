package io.portalocker.internal.slots;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What those of this JVM who wait for a slot of one semaphore hear: that a slot was freed here, or a slot's file closed. */
final class SlotNews {

    /** Released by both. */
    private final Semaphore arrivals = new Semaphore(0);

    /** Whether a slot was freed here. Written before, and read after, an arrival. */
    private volatile boolean freedHere;

    /** What came of a wait for news. */
    enum Kind {
        NONE,
        FILE_CLOSED,
        FREED_HERE
    }

    /** Where closings of files are announced. */
    Semaphore arrivals() {
        return arrivals;
    }

    /** A slot was freed in this JVM. */
    void freed() {
        freedHere = true;
        // One is enough, and nobody may be there to take them for years.
        if (arrivals.availablePermits() == 0) {
            arrivals.release();
        }
    }

    /** A look at all slots begins: what came before it is no news after it. */
    void begin() {
        arrivals.drainPermits();
        freedHere = false;
    }

    /** Waits for what came since the last time. */
    Kind await(long nanos) throws InterruptedException {
        if (!arrivals.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            return Kind.NONE;
        }
        arrivals.drainPermits();
        return freedHere ? Kind.FREED_HERE : Kind.FILE_CLOSED;
    }
}
