package io.portalocker.cli;

import io.portalocker.Waiting;
import io.portalocker.cli.Parsed.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            throw wrong(given, "is no number of seconds; fractions are written 0.5, units not at all", meant(text));
        }
        if (seconds.signum() < 0) {
            String what = "is negative; -n does not wait, and without either option it waits for ever";
            throw wrong(given, what, seconds.negate().toPlainString());
        }
        return seconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0
                ? Waiting.FOREVER
                : Duration.ofSeconds(seconds.longValue())
                        .plusNanos(seconds.remainder(BigDecimal.ONE)
                                .movePointRight(9)
                                .longValue());
    }

    /** A number with a unit, or with a comma. */
    private static String meant(String text) {
        Matcher matcher =
                Pattern.compile("([0-9]+(?:[.,][0-9]+)?) ?(s|sec|ms|m|min|h|)").matcher(text);
        if (!matcher.matches()) {
            return "5";
        }
        BigDecimal factor = switch (matcher.group(2)) {
            case "ms" -> new BigDecimal("0.001");
            case "m", "min" -> BigDecimal.valueOf(60);
            case "h" -> BigDecimal.valueOf(3600);
            default -> BigDecimal.ONE;
        };
        return new BigDecimal(matcher.group(1).replace(',', '.'))
                .multiply(factor)
                .stripTrailingZeros()
                .toPlainString();
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
        throw wrong(given, "is no exit status, which is a number from 0 to 255", "75");
    }

    static UsageException wrong(Given given, String what, String better) {
        return UsageException.instead(
                "option " + given.name() + ": '" + given.value() + "' " + what,
                "For example",
                given.value().raw(),
                better);
    }
}
