package io.portalocker.internal.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Names and command lines of others, fit to be printed: a terminal obeys control characters, and a line feed or a
 * change of the writing direction would let a file name say what we seem to say.
 */
public final class Visible {

    private Visible() {}

    /** {@return the text, with a backslash and a name or number in place of what would not be seen as itself} */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    /** {@return bytes as UTF-8 text, each that is none as backslash, x and its number} */
    public static String ofBytes(byte[] bytes) {
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            StringBuilder visible = new StringBuilder();
            for (byte each : bytes) {
                if (each < 0) {
                    visible.append(String.format("\\x%02x", each));
                } else {
                    append(visible, (char) each);
                }
            }
            return visible.toString();
        }
    }

    private static String escaped(String text) {
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && !isHidden(text.codePointAt(i))) {
                visible.append(c).append(text.charAt(++i));
            } else {
                append(visible, c);
            }
        }
        return visible.toString();
    }

    private static void append(StringBuilder visible, char c) {
        if (!isHidden(c)) {
            visible.append(c);
            return;
        }
        switch (c) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            case '\033' -> visible.append("\\e");
            default -> visible.append(String.format(c < 0x80 ? "\\x%02x" : "\\u%04x", (int) c));
        }
    }

    /** Of a surrogate by itself it says yes, which has {@link #escaped} look at the pair. */
    private static boolean isHidden(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7f) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
