package io.portalocker.internal.marker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The name of a machine as a record carries it: printable ASCII without spaces, at most 253 characters. Two processes
 * must come to the same text, whatever library they use; these are the rules of Python's filelock 4.2.
 */
final class HostName {

    private static final int LONGEST = 253;

    /** Characters of digest at the end of a name that was cut. Without them two long names could become one. */
    private static final int DIGEST = 8;

    /** No escape reads like it, so no machine can be called what a container on another is. */
    private static final String NAMESPACE = "?pidns-";

    private HostName() {}

    /**
     * Escapes a raw name: bytes outside {@code 0x21 … 0x7E}, and the question mark itself, become {@code ?xx}. In a pid
     * namespace its number follows: pids of containers mean nothing to each other, and their machine's name may be one.
     * {@code namespace}: of this process's pids, empty for the machine's first. Answers the text, never empty.
     */
    static String of(byte[] raw, OptionalLong namespace) {
        StringBuilder text = new StringBuilder(raw.length);
        for (byte b : raw) {
            if (b > ' ' && b < 0x7F && b != '?') {
                text.append((char) b);
            } else {
                text.append('?').append(HexFormat.of().toHexDigits(b));
            }
        }
        namespace.ifPresent(number -> text.append(NAMESPACE).append(Long.toHexString(number)));
        if (text.isEmpty()) {
            return "?";
        }
        return text.length() <= LONGEST ? text.toString() : cut(text.toString());
    }

    /** Tells whether a recorded name says which pid namespace it is of; that of the machine's first one does not. */
    static boolean isOfNamespace(String host) {
        return host.contains(NAMESPACE);
    }

    private static String cut(String text) {
        int kept = LONGEST - DIGEST - 1;
        return text.substring(0, kept) + "-" + digest(text.substring(kept), DIGEST);
    }

    /** The first digits of the SHA-256 of a text of single bytes. */
    static String digest(String text, int digits) {
        return HexFormat.of()
                .formatHex(sha256(text.getBytes(StandardCharsets.ISO_8859_1)))
                .substring(0, digits);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
