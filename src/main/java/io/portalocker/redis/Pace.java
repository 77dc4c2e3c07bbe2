package io.portalocker.redis;

import io.portalocker.internal.wait.Backoff;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How often a waiter counts the subscribers. Counting costs nobody but the server anything; those who announce their
 * leaving need no counting but for the case that they die.
 */
final class Pace {

    private static final long FASTEST = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long ANNOUNCED = TimeUnit.MILLISECONDS.toNanos(100);

    private final Backoff backoff;
    private final long end;
    private int round;

    private Pace(Backoff backoff, long end) {
        this.backoff = backoff;
        this.end = end;
    }

    /**
     * Starts a wait.
     *
     * @param checkInterval how long it lasts at most; some of it is taken off, or those who began together stay together
     * @param announced whether those inside announce their leaving
     */
    static Pace of(long checkInterval, boolean announced) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long ceiling = Math.max(2, Math.min(checkInterval, announced ? ANNOUNCED : FASTEST));
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
