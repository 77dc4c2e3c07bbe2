package io.portalocker.internal.marker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Text as Python's {@code str.strip} and {@code str.splitlines} read it, and numbers as filelock does. What Python takes
 * for a record must be one here too: a marker that only one side understands would be broken by the other.
 */
final class PythonText {

    private static final Pattern INTEGER = Pattern.compile("[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:e[+-][0-9]+)?");

    private PythonText() {}

    /** {@code text.strip().splitlines()}. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String rest = strip(text);
        int start = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (endsLine(c)) {
                lines.add(rest.substring(start, i));
                if (c == '\r' && i + 1 < rest.length() && rest.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < rest.length()) {
            lines.add(rest.substring(start));
        }
        return lines;
    }

    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** A whole number as filelock writes it, and as it has read it since 4.2: digits of ASCII, and nothing else. */
    static Optional<BigInteger> integer(String text) {
        return INTEGER.matcher(text).matches() ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    /** Tells whether a text is a number as {@code repr} writes one that is not negative. */
    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /** Such a number; empty if it is none, or too great. */
    static OptionalDouble decimal(String text) {
        if (!isDecimal(text)) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static boolean endsLine(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r')
                || (c >= 0x1C && c <= ' ')
                || c == 0x85
                || Character.isSpaceChar(c); // categories Zs, Zl, Zp
    }
}
