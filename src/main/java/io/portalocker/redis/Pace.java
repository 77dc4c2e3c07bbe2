package io.portalocker.redis;

import io.portalocker.internal.wait.Backoff;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How often the slots of a semaphore are counted. Counting costs nobody but the server anything; those who announce their
 * leaving need no counting but for the case that they die.
 */
final class Pace {

    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Backoff backoff;
    private final long end;
    private int round;

    private Pace(Backoff backoff, long end) {
        this.backoff = backoff;
        this.end = end;
    }

    /** Starts a wait, which lasts that long at most: some is taken off, or those who began together stay together. */
    static Pace of(long checkInterval) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long ceiling = Math.max(2, Math.min(checkInterval, LONGEST));
        long length = checkInterval - random.nextLong(checkInterval / 2 + 1);
        return new Pace(new Backoff(ceiling, random), System.nanoTime() + length);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    long next() {
        round++;
        return Math.max(1, Math.min(backoff.pause(round), end - System.nanoTime()));
    }
}
