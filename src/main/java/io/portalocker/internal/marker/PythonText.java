package io.portalocker.internal.marker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Text and numbers as Python's {@code str.strip}, {@code str.splitlines}, {@code int} and {@code float} read them. What
 * Python takes for a record must be one here too: a marker that only one side understands would be broken by the other.
 */
final class PythonText {

    private static final String DIGITS = "\\p{Nd}+(?:_\\p{Nd}+)*";
    private static final Pattern INTEGER = Pattern.compile("[+-]?" + DIGITS);
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(?:" + DIGITS + "(?:\\.(?:" + DIGITS + ")?)?|\\." + DIGITS + ")(?:[eE][+-]?" + DIGITS + ")?");

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

    /** {@code int(text)}. */
    static Optional<BigInteger> integer(String text) {
        String digits = strip(text);
        return INTEGER.matcher(digits).matches() ? Optional.of(new BigInteger(ascii(digits))) : Optional.empty();
    }

    /** {@code float(text)}, save for what is not finite: empty then, as for what is no number. */
    static OptionalDouble decimal(String text) {
        String digits = strip(text);
        if (!DECIMAL.matcher(digits).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(ascii(digits));
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The same number in the digits of ASCII, without underscores. */
    private static String ascii(String number) {
        StringBuilder ascii = new StringBuilder(number.length());
        number.codePoints().filter(c -> c != '_').forEach(c -> {
            int value = Character.digit(c, 10);
            ascii.appendCodePoint(value < 0 ? c : '0' + value);
        });
        return ascii.toString();
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
