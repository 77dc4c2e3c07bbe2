package io.portalocker.internal.marker;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as records between processes carry them: decimal seconds. */
public final class Seconds {

    private static final int NANO_DIGITS = 9;

    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    private Seconds() {}

    public static double of(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds())
                .add(BigDecimal.valueOf(duration.toNanosPart(), NANO_DIGITS))
                .doubleValue();
    }

    /** What exceeds a {@link Duration} becomes the longest one. */
    public static Duration toDuration(double seconds) {
        if (seconds >= Long.MAX_VALUE) {
            return LONGEST;
        }
        BigDecimal[] parts = new BigDecimal(Double.toString(seconds)).divideAndRemainder(BigDecimal.ONE);
        long nanos = parts[1].movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return Duration.ofSeconds(parts[0].longValue(), nanos);
    }
}
