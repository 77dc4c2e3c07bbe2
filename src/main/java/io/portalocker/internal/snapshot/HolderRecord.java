package io.portalocker.internal.snapshot;

import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.Seconds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a member says of itself, beside the log. All that changes from one sign of life to the next is the nonce, so it is
 * written over in place.
 *
 * @param token its name in the snapshots
 * @param pid the process
 * @param host its machine
 * @param lease how long it may give no sign of life, seconds
 */
public record HolderRecord(String token, long pid, String host, double lease) {

    private static final String LEASE = "lease=";

    /** What Python's {@code repr} may write for a float that is not negative. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:e[+-][0-9]+)?");

    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,9}");

    private static final int DIGITS = 16;
    private static final int ZEROS = -4;

    String encode(String nonce) {
        return Snapshot.PROTOCOL + "\ntoken=" + token + "\npid=" + pid + "\nhost=" + host + "\n" + LEASE + repr(lease)
                + "\nnonce=" + nonce + "\n";
    }

    /** The lease that a record asks for; empty if it asks for none in the one spelling there is, as older ones do. */
    static OptionalDouble lease(String record) {
        if (!record.chars().allMatch(c -> c < 0x80)) {
            return OptionalDouble.empty();
        }
        for (String line : record.split("\n", -1)) {
            if (line.startsWith(LEASE)) {
                String text = line.substring(LEASE.length());
                double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
                return value > 0 && Double.isFinite(value) && repr(value).equals(text)
                        ? OptionalDouble.of(value)
                        : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    /** What a record says, for messages; empty if it says nothing of use. */
    static Optional<HolderRecord> parse(String token, String record) {
        String host = "";
        String pid = "";
        for (String line : record.split("\n", -1)) {
            host = line.startsWith("host=") ? line.substring("host=".length()) : host;
            pid = line.startsWith("pid=") ? line.substring("pid=".length()) : pid;
        }
        if (host.isEmpty()
                || !PID.matcher(pid).matches()
                || Long.parseLong(pid) > ProcessIdentity.GREATEST_PID
                || lease(record).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new HolderRecord(token, Long.parseLong(pid), host, lease(record).getAsDouble()));
    }

    public Duration duration() {
        return Seconds.toDuration(lease);
    }

    /** As Python prints a float: the shortest digits that read back, with an exponent where there would be many zeros. */
    static String repr(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = decimal.unscaledValue().toString();
        int exponent = digits.length() - decimal.scale() - 1;
        if (exponent >= ZEROS && exponent < DIGITS) {
            String plain = decimal.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String size = Integer.toString(Math.abs(exponent));
        return digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (size.length() < 2 ? "0" : "")
                + size;
    }
}
