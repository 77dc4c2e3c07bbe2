package io.portalocker.internal.wait;

import java.util.random.RandomGenerator;

/**
 * How long to pause between two attempts at a lock whose release nothing announces. Pauses double from one millisecond to
 * a ceiling, and each is drawn from the upper half of its range: waiters that started together must not stay in step, or
 * all of them miss the same release.
 *
 * @param ceiling the longest pause in nanoseconds, positive
 * @param random where the jitter comes from
 */
public record Backoff(long ceiling, RandomGenerator random) {

    private static final long FIRST = 1_000_000;

    /** 1 ms doubled this often exceeds every ceiling in use; it keeps the shift in range. */
    private static final int MOST_DOUBLINGS = 30;

    /**
     * Draws a pause, in nanoseconds, positive and at most the ceiling. {@code attempt}: how many have failed so far,
     * from 1.
     */
    public long pause(int attempt) {
        long range = Math.min(ceiling, FIRST << Math.clamp(attempt - 1L, 0, MOST_DOUBLINGS));
        return range - random.nextLong(range / 2 + 1);
    }
}
