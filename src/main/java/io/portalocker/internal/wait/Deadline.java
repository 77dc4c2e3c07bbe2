package io.portalocker.internal.wait;

import java.time.Duration;

/**
 * The moment a wait ends, on the clock of a {@link Ticker}.
 *
 * @param ticker the clock
 * @param start when the wait began
 * @param nanos how long it may last; {@link Long#MAX_VALUE} is for ever
 */
public record Deadline(Ticker ticker, long start, long nanos) {

    /** That of a caller who does not wait. */
    public static final Deadline IMMEDIATE = new Deadline(Ticker.SYSTEM, 0, 0);

    /** Starts the clock. {@code timeout}: how long, not negative; what exceeds 292 years is for ever. */
    public static Deadline after(Duration timeout, Ticker ticker) {
        return new Deadline(ticker, ticker.nanoTime(), saturatedNanos(timeout));
    }

    /** Counts nanoseconds. */
    public static long saturatedNanos(Duration duration) {
        return duration.toSeconds() >= Long.MAX_VALUE / 1_000_000_000L ? Long.MAX_VALUE : duration.toNanos();
    }

    /** {@return whether it never comes} */
    public boolean isForever() {
        return nanos == Long.MAX_VALUE;
    }

    /** {@return whether the caller did not want to wait at all} */
    public boolean isImmediate() {
        return nanos == 0;
    }

    /** {@return nanoseconds left, zero or less once it has come} */
    public long remaining() {
        return isForever() ? Long.MAX_VALUE : nanos - elapsed();
    }

    /**
     * {@return the timeout of a further wait that ends with this one; zero for a caller who does not want to wait, and not for
     * one whose time is used up}
     */
    public Duration rest() {
        return isImmediate() ? Duration.ZERO : Duration.ofNanos(Math.max(1, remaining()));
    }

    /** {@return whether it has come} */
    public boolean hasPassed() {
        return remaining() <= 0;
    }

    /** {@return nanoseconds since the start} */
    public long elapsed() {
        return ticker.nanoTime() - start;
    }
}
