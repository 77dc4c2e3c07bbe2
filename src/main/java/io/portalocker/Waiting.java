package io.portalocker;

import java.time.Duration;
import java.util.Objects;

/**
 * The waiting policy of every lock.
 *
 * <p>A deadline is counted from the call, on the clock of {@link System#nanoTime}, and is never rounded up to an interval.
 *
 * @param timeout how long to wait: zero is exactly one attempt, {@link #FOREVER} (or anything beyond 292 years) never
 *     gives up
 * @param checkInterval the longest pause between two attempts where no event announces the release; positive
 */
public record Waiting(Duration timeout, Duration checkInterval) {

    /** A timeout that never ends. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    /** What portalocker does: five seconds, at most 250 ms between attempts. */
    public static final Waiting DEFAULT = new Waiting(Duration.ofSeconds(5), Duration.ofMillis(250));

    /** What portalocker does with files that go with the lock: fails at once when it is locked. */
    static final Waiting AT_ONCE = DEFAULT.withTimeout(Duration.ZERO);

    /** What filelock does: never gives up, at most 50 ms between attempts. */
    static final Waiting FILELOCK = new Waiting(FOREVER, Duration.ofMillis(50));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the timeout is negative or the interval not positive
     */
    public Waiting {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(checkInterval, "checkInterval");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout is negative: " + timeout);
        }
        if (!checkInterval.isPositive()) {
            throw new IllegalArgumentException("checkInterval is not positive: " + checkInterval);
        }
    }

    /**
     * Copies with another timeout.
     *
     * @param timeout zero, positive or {@link #FOREVER}
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public Waiting withTimeout(Duration timeout) {
        return new Waiting(timeout, checkInterval);
    }

    /**
     * Copies with another interval.
     *
     * @param checkInterval positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive
     */
    public Waiting withCheckInterval(Duration checkInterval) {
        return new Waiting(timeout, checkInterval);
    }

    /**
     * Copies with another answer to contention, which is another timeout: to fail when locked is to wait for no time at all.
     *
     * @param failWhenLocked whether to fail at once; if not, a timeout of zero becomes that of {@link #DEFAULT}
     * @return the copy
     */
    public Waiting withFailWhenLocked(boolean failWhenLocked) {
        if (failWhenLocked) {
            return withTimeout(Duration.ZERO);
        }
        return timeout.isZero() ? withTimeout(DEFAULT.timeout) : this;
    }
}
