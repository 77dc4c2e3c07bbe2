package io.portalocker;

import io.portalocker.internal.Backoff;
import io.portalocker.internal.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How those of this JVM who wait for a slot of one semaphore pass the time between two looks at all of them. A release in
 * this JVM ends the pause; for those elsewhere it is only short.
 */
final class SlotWait {

    private static final long LONGEST_PAUSE = Duration.ofMillis(8).toNanos();

    /** A pause is at least this many times as long as the look at the slots took: many slots must not cost a processor. */
    private static final int REST = 4;

    private final Semaphore releases = new Semaphore(0);

    /** A look at the slots begins: a release that it may miss ends the pause after it. */
    void beginLook() {
        releases.drainPermits();
    }

    /** A slot was freed in this JVM. */
    void freed() {
        releases.release();
    }

    /**
     * Waits.
     *
     * @param look which look has just failed, from 1
     * @param took how many nanoseconds it took
     * @param checkInterval the longest pause the caller permits
     * @param deadline when to be back
     */
    void pause(int look, long took, Duration checkInterval, Deadline deadline) throws InterruptedException {
        long pause = Math.max(new Backoff(LONGEST_PAUSE, ThreadLocalRandom.current()).pause(look), REST * took);
        long permitted = Math.min(deadline.remaining(), Deadline.saturatedNanos(checkInterval));
        releases.tryAcquire(Math.min(permitted, pause), TimeUnit.NANOSECONDS);
    }
}
