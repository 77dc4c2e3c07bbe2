package io.portalocker.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the server's values (RESP3) together from bytes that come in any portions. Texts become strings, numbers longs,
 * aggregates lists and maps, errors {@link Refusal}s, and what is null, {@link #NULL}. Of a message that anybody may publish
 * only so much is kept; the rest is read past.
 */
final class Resp {

    static final Object NULL = new Object();

    /** What comes without being asked for. */
    record Push(List<Object> parts) {}

    /** The server says no. */
    record Refusal(String message) {}

    /** Of the protocol's own messages the longest have some 4,000 characters. */
    private static final int LONGEST_PUSHED = 1 << 16;

    /** Far more than any answer that is asked for here; Redis itself knows none beyond 512 MB. */
    private static final int LONGEST_TEXT = 1 << 26;

    private static final int LONGEST_LIST = 1 << 20;

    /** How much is made room for on the word of a length, before there are bytes to put there. */
    private static final int FIRST_ROOM = 1 << 13;

    private static final int LONGEST_LINE = 1 << 16;
    private static final int DEEPEST = 16;

    /** A list that is not complete yet. */
    private static final class Open {
        final char type;
        final int size;
        final List<Object> parts = new ArrayList<>();

        Open(char type, int size) {
            this.type = type;
            this.size = size;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();

    private byte[] line = new byte[128];
    private int lineLength;

    /** A text of which more is to come; empty if it is too long to be kept. */
    private byte @Nullable [] text;

    private char textType;
    private int textLength;

    /** How much of it is still to come, with its end of line; -1 outside of any. */
    private long missing = -1;

    /** Answers the next value, or null if its bytes have not all come. */
    @Nullable
    Object next(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            Object value = missing >= 0 ? restOfText(in) : afterLine(in);
            while (value != null) {
                Open list = open.peek();
                if (list == null) {
                    return value;
                }
                list.parts.add(value);
                value = list.parts.size() < list.size ? null : closed(open.pop());
            }
        }
        return null;
    }

    private static @Nullable Object closed(Open list) {
        return switch (list.type) {
            case '>' -> new Push(list.parts);
            case '%' -> {
                Map<Object, Object> map = new HashMap<>();
                for (int i = 0; i + 1 < list.parts.size(); i += 2) {
                    map.put(list.parts.get(i), list.parts.get(i + 1));
                }
                yield map;
            }
            case '|' -> null; // attributes of what follows
            default -> list.parts;
        };
    }

    private @Nullable Object restOfText(ByteBuffer in) {
        int take = (int) Math.min(missing, in.remaining());
        byte[] kept = text;
        if (kept == null) {
            in.position(in.position() + take);
        } else {
            int keep = (int) Math.min(take, Math.max(0, missing - 2));
            if (textLength + keep > kept.length) {
                kept = Arrays.copyOf(kept, (int) Math.max(textLength + keep, Math.min(2L * kept.length, LONGEST_TEXT)));
                text = kept;
            }
            in.get(kept, textLength, keep);
            textLength += keep;
            in.position(in.position() + take - keep);
        }
        missing -= take;
        if (missing > 0) {
            return null;
        }
        missing = -1;
        text = null;
        String whole = kept == null ? "" : new String(kept, 0, textLength, StandardCharsets.UTF_8);
        return switch (textType) {
            case '!' -> new Refusal(whole);
            case '=' -> whole.substring(Math.min(4, whole.length())); // txt: before it
            default -> whole;
        };
    }

    private @Nullable Object afterLine(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next == '\n') {
                int length = lineLength - (lineLength > 0 && line[lineLength - 1] == '\r' ? 1 : 0);
                lineLength = 0;
                return value(new String(line, 0, length, StandardCharsets.UTF_8));
            }
            if (lineLength == line.length) {
                if (lineLength >= LONGEST_LINE) {
                    throw new IOException("the server does not speak Redis' protocol: a line of " + lineLength);
                }
                line = Arrays.copyOf(line, 2 * lineLength);
            }
            line[lineLength++] = next;
        }
        return null;
    }

    private @Nullable Object value(String said) throws IOException {
        char type = said.isEmpty() ? ' ' : said.charAt(0);
        String rest = said.isEmpty() ? "" : said.substring(1);
        return switch (type) {
            case '+', ',', '(' -> rest;
            case '-' -> new Refusal(rest);
            case ':' -> number(rest);
            case '#' -> rest.equals("t");
            case '_' -> NULL;
            case '$', '!', '=' -> textOf(type, number(rest));
            case '*', '~', '>', '%', '|' -> listOf(type, number(rest));
            default -> throw new IOException("the server does not speak Redis' protocol");
        };
    }

    private static long number(String digits) throws IOException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IOException("the server does not speak Redis' protocol", e);
        }
    }

    private @Nullable Object textOf(char type, long length) throws IOException {
        if (length < 0) {
            return NULL;
        }
        boolean pushed = open.stream().anyMatch(each -> each.type == '>');
        if (pushed ? length > Long.MAX_VALUE - 2 : length > LONGEST_TEXT) {
            throw new IOException("the server's answer is too long: " + length + " bytes");
        }
        text = pushed && length > LONGEST_PUSHED ? null : new byte[(int) Math.min(length, FIRST_ROOM)];
        textType = type;
        textLength = 0;
        missing = length + 2;
        return null;
    }

    private @Nullable Object listOf(char type, long size) throws IOException {
        if (size < 0) {
            return NULL;
        }
        if (size > LONGEST_LIST) {
            throw new IOException("the server's answer is too long: " + size + " parts");
        }
        if (open.size() >= DEEPEST) {
            throw new IOException("the server's answer is nested too deeply");
        }
        Open list = new Open(type, (int) (type == '%' || type == '|' ? 2 * size : size));
        if (list.size == 0) {
            if (type == '>') {
                throw new IOException("the server does not speak Redis' protocol: a push of no kind");
            }
            return closed(list);
        }
        open.push(list);
        return null;
    }
}
