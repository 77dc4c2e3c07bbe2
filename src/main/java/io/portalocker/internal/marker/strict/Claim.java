package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.ProtocolViolation;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A claim to a strict lock: {@code intent-v1-T.claim}, and while it is held the same record under {@code held-v1-T.claim}
 * too. T is the token, 32 hexadecimal digits.
 */
public record Claim(String name, boolean held, String token, ProcessIdentity owner) {

    static final int LONGEST = 1024;

    private static final String MAGIC = "filelock-strict-v1";
    private static final Pattern NAME = Pattern.compile("(intent|held)-v1-([0-9a-f]{32})\\.claim");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final int LINES = 6;

    static String intentOf(String token) {
        return "intent-v1-" + token + ".claim";
    }

    static String heldOf(String token) {
        return "held-v1-" + token + ".claim";
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static byte[] encode(String token, ProcessIdentity owner) {
        String host = HexFormat.of().formatHex(owner.host().getBytes(StandardCharsets.UTF_8));
        return (MAGIC + "\n" + token + "\n" + owner.pid() + "\n" + host + "\n"
                        + owner.start().map(BigInteger::toString).orElse("") + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Refuses whatever {@link #encode} does not write; a character of the record is a byte. */
    static Claim parse(String name, String record) throws ProtocolViolation {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new ProtocolViolation(name, "no claim of a version that is known");
        }
        String token = matcher.group(2);
        String[] lines = record.split("\n", -1);
        if (record.length() > LONGEST
                || lines.length != LINES
                || !lines[0].equals(MAGIC)
                || !lines[1].equals(token)
                || !isPid(lines[2])
                || !(lines[4].isEmpty() || NUMBER.matcher(lines[4]).matches())
                || !lines[5].isEmpty()) {
            throw new ProtocolViolation(name, "malformed");
        }
        Optional<BigInteger> start = lines[4].isEmpty() ? Optional.empty() : Optional.of(new BigInteger(lines[4]));
        var owner = new ProcessIdentity(host(name, lines[3]), Long.parseLong(lines[2]), start);
        return new Claim(name, matcher.group(1).equals("held"), token, owner);
    }

    private static boolean isPid(String text) {
        return NUMBER.matcher(text).matches()
                && text.length() <= 10
                && Long.parseLong(text) >= 1
                && Long.parseLong(text) <= ProcessIdentity.GREATEST_PID;
    }

    private static String host(String name, String hex) throws ProtocolViolation {
        try {
            if (!hex.equals(hex.toLowerCase(java.util.Locale.ROOT))) {
                throw new ProtocolViolation(name, "malformed");
            }
            String host = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))
                    .toString();
            if (host.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ')) {
                throw new ProtocolViolation(name, "malformed");
            }
            return host;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new ProtocolViolation(name, "malformed");
        }
    }
}
