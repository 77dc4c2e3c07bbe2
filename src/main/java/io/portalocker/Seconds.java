package io.portalocker;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as records between processes carry them: decimal seconds. */
final class Seconds {

    private static final int NANO_DIGITS = 9;

    private Seconds() {}

    static double of(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds())
                .add(BigDecimal.valueOf(duration.toNanosPart(), NANO_DIGITS))
                .doubleValue();
    }

    /** What exceeds a {@link Duration} becomes the longest one. */
    static Duration toDuration(double seconds) {
        if (seconds >= Long.MAX_VALUE) {
            return Waiting.FOREVER;
        }
        BigDecimal[] parts = new BigDecimal(Double.toString(seconds)).divideAndRemainder(BigDecimal.ONE);
        long nanos = parts[1].movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return Duration.ofSeconds(parts[0].longValue(), nanos);
    }
}
