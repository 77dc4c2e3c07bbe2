package io.portalocker.internal.marker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes and reads the content of markers. Pure functions. */
public final class MarkerCodec {

    /** The longest record. What is longer is none. */
    public static final int LONGEST = 1024;

    private static final String PROTOCOL_2 = "filelock/2";
    private static final byte[] STRICT = "1\nfilelock-strict-v1\0\n0\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] RELEASED = "filelock/released\n".getBytes(StandardCharsets.US_ASCII);
    private static final String BREAKING = "filelock/break\n";

    private MarkerCodec() {}

    /** {@return what is at the path of a strict lock, for good} */
    public static byte[] encodeStrictSentinel() {
        return STRICT.clone();
    }

    /** Writes what a marker says whose holder has let go of it. */
    static byte[] encodeReleased() {
        return RELEASED.clone();
    }

    /** Writes what stands for a marker that is being broken. */
    static byte[] encodeBreaking(long breaker) {
        return bytes(BREAKING + breaker + "\n");
    }

    /** Writes protocol 1. */
    public static byte[] encode(ProcessIdentity owner) {
        return bytes(owner.pid() + "\n" + owner.host() + "\n"
                + owner.start().map(start -> start + "\n").orElse(""));
    }

    /** Writes protocol 2. */
    public static byte[] encode(Marker.Claim claim) {
        StringBuilder text = new StringBuilder(PROTOCOL_2).append('\n');
        append(text, "pid", claim.owner().pid());
        append(text, "host", claim.owner().host());
        append(text, "mode", claim.mode().name().toLowerCase(java.util.Locale.ROOT));
        claim.token().ifPresent(token -> append(text, "token", token));
        claim.duration().ifPresent(duration -> append(text, "duration", seconds(duration)));
        claim.owner().start().ifPresent(start -> append(text, "start", start));
        return bytes(text.toString());
    }

    private static void append(StringBuilder text, String key, Object value) {
        text.append(key).append('=').append(value).append('\n');
    }

    /** As Python prints a float: shortest digits that read back, and a point. */
    private static String seconds(double value) {
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a marker. A record without its last line end was not written to its end. */
    public static Marker parse(byte[] content) {
        if (content.length == 0) {
            return new Marker.Empty();
        }
        if (content.length > LONGEST) {
            return new Marker.Malformed("longer than " + LONGEST + " bytes");
        }
        if (Arrays.equals(content, STRICT)) {
            return new Marker.StrictSentinel();
        }
        if (Arrays.equals(content, RELEASED)) {
            return new Marker.Released();
        }
        if (content[content.length - 1] != '\n') {
            return new Marker.Malformed("no line end at the end");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.startsWith(BREAKING)) {
                return breaking(text.substring(BREAKING.length()));
            }
            List<String> lines = PythonText.lines(text);
            return !lines.isEmpty() && lines.getFirst().equals(PROTOCOL_2) ? claim(lines) : plain(lines);
        } catch (CharacterCodingException e) {
            return new Marker.Malformed("not UTF-8");
        }
    }

    private static Marker breaking(String line) {
        return pid(line.isEmpty() ? line : line.substring(0, line.length() - 1))
                .<Marker>map(breaker -> new Marker.Breaking(breaker.longValue()))
                .orElseGet(() -> new Marker.Malformed("no such breaker"));
    }

    private static Marker plain(List<String> lines) {
        if (lines.size() != 2 && lines.size() != 3) {
            return new Marker.Malformed(lines.size() + " lines");
        }
        Optional<BigInteger> pid = pid(lines.get(0));
        Optional<BigInteger> start = lines.size() == 3 ? PythonText.integer(lines.get(2)) : Optional.empty();
        if (pid.isEmpty() || (lines.size() == 3 && start.isEmpty())) {
            return new Marker.Malformed("no such pid or start");
        }
        return new Marker.Plain(new ProcessIdentity(lines.get(1), pid.get().longValue(), start));
    }

    private static Optional<BigInteger> pid(String text) {
        return PythonText.integer(text)
                .filter(pid ->
                        pid.signum() > 0 && pid.compareTo(BigInteger.valueOf(ProcessIdentity.GREATEST_PID)) <= 0);
    }

    private static Marker claim(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int separator = line.indexOf('=');
            if (separator < 0) {
                return new Marker.Malformed("a line without '='");
            }
            fields.put(line.substring(0, separator), line.substring(separator + 1));
        }
        return claim(fields);
    }

    private static Marker claim(Map<String, String> fields) {
        Marker.Mode mode = mode(fields.getOrDefault("mode", "\0"));
        String host = fields.getOrDefault("host", "");
        Optional<BigInteger> pid = pid(fields.getOrDefault("pid", ""));
        Optional<BigInteger> start = PythonText.integer(fields.getOrDefault("start", ""));
        OptionalDouble duration = PythonText.decimal(fields.getOrDefault("duration", ""));
        if (!fields.containsKey("mode") || host.isEmpty() || pid.isEmpty()) {
            return new Marker.Malformed("no mode, host or pid");
        }
        if ((fields.containsKey("start") && start.isEmpty())
                || (fields.containsKey("duration") && !PythonText.isDecimal(fields.getOrDefault("duration", "")))) {
            return new Marker.Malformed("no such start or duration");
        }
        Optional<String> token = Optional.ofNullable(fields.get("token"));
        boolean lasting = duration.isPresent() && duration.getAsDouble() > 0;
        if (mode == Marker.Mode.LEASE && (token.isEmpty() || !lasting)) {
            return new Marker.Malformed("a lease without token or duration");
        }
        return new Marker.Claim(new ProcessIdentity(host, pid.get().longValue(), start), mode, token, duration);
    }

    private static Marker.Mode mode(String text) {
        return switch (text) {
            case "lease" -> Marker.Mode.LEASE;
            case "exclusive" -> Marker.Mode.EXCLUSIVE;
            default -> Marker.Mode.UNKNOWN;
        };
    }
}
