package io.portalocker.internal.marker;

import java.time.Duration;

/** How long something is held without a sign of life, and how often there is one. */
public final class LeaseTerms {

    /** Two beats may fail before what is held can be lost. */
    public static final int BEATS = 3;

    /** In nanoseconds a {@code long} holds no more, and nothing is lost by it. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private LeaseTerms() {}

    /** Throws IllegalArgumentException for what cannot be kept. */
    public static void check(Duration duration, Duration heartbeat) {
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("duration is not positive, or too long: " + duration);
        }
        if (!heartbeat.isPositive() || heartbeat.compareTo(duration) >= 0) {
            throw new IllegalArgumentException(
                    "heartbeat is not positive, or not shorter than the duration " + duration + ": " + heartbeat);
        }
    }
}
