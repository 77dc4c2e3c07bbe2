package io.portalocker.cli;

import io.portalocker.Waiting;
import io.portalocker.cli.Parsed.Given;
import java.math.BigDecimal;
import java.time.Duration;

/** Values of options; what cannot be one is told with the option's name. */
final class Values {

    private static final int LARGEST_STATUS = 255;

    private Values() {}

    /** Seconds as flock(1) reads them, with a fraction. */
    static Duration seconds(Given given) {
        String text = given.value().raw();
        BigDecimal seconds;
        try {
            seconds = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong(given, "is no number of seconds; fractions are written 0.5, units not at all");
        }
        if (seconds.signum() < 0) {
            throw wrong(given, "is negative; -n does not wait, and without either option it waits for ever");
        }
        return seconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0
                ? Waiting.FOREVER
                : Duration.ofSeconds(seconds.longValue())
                        .plusNanos(seconds.remainder(BigDecimal.ONE)
                                .movePointRight(9)
                                .longValue());
    }

    static int status(Given given) {
        try {
            int status = Integer.parseInt(given.value().raw());
            if (status >= 0 && status <= LARGEST_STATUS) {
                return status;
            }
        } catch (NumberFormatException e) {
            // As one out of range.
        }
        throw wrong(given, "is no exit status, which is a number from 0 to 255");
    }

    static UsageException wrong(Given given, String what) {
        return new UsageException("option " + given.name() + ": '" + given.value() + "' " + what);
    }
}
