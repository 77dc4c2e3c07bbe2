package io.portalocker.redis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a channel, which anybody may write to: bounded in length and depth, strict, and without trust.
 * Objects become maps, arrays lists, numbers {@link BigDecimal}s, and what is null, {@link #NULL}.
 */
final class Json {

    static final Object NULL = new Object();

    /** The protocol's own messages have less than 200 characters. */
    private static final int LONGEST = 8192;

    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 64;

    /** What {@link BigDecimal} takes is wider than JSON, and its exponents have a limit of their own. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Thrown within; whoever reads a message wants to know only whether it could be read. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }

    /** Reads a message that is an object, or answers null if it is anything else. */
    static @Nullable Map<?, ?> object(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            Json json = new Json(text);
            Object value = json.value(0);
            json.skipSpace();
            return json.at == text.length() && value instanceof Map<?, ?> object ? object : null;
        } catch (Malformed e) {
            return null;
        }
    }

    /** Quotes a string that has no characters but printable ASCII. */
    static String quote(String plain) {
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Object value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed();
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> map(int depth) throws Malformed {
        Map<String, Object> map = new LinkedHashMap<>();
        if (opensEmpty('}')) {
            return map;
        }
        do {
            skipSpace();
            String key = string();
            skipSpace();
            expect(':');
            map.put(key, value(depth + 1));
        } while (continues('}'));
        return map;
    }

    private List<Object> list(int depth) throws Malformed {
        List<Object> list = new ArrayList<>();
        if (opensEmpty(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (continues(']'));
        return list;
    }

    private boolean opensEmpty(char close) throws Malformed {
        at++;
        skipSpace();
        if (peek() != close) {
            return false;
        }
        at++;
        return true;
    }

    private boolean continues(char close) throws Malformed {
        skipSpace();
        char next = next();
        if (next != ',' && next != close) {
            throw new Malformed();
        }
        return next == ',';
    }

    private String string() throws Malformed {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw new Malformed();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw new Malformed();
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw new Malformed();
        };
    }

    private Object word(String word, Object meaning) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw new Malformed();
        }
        at += word.length();
        return meaning;
    }

    private BigDecimal number() throws Malformed {
        int start = at;
        while (at < text.length() && "+-.0123456789Ee".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (number.length() > LONGEST_NUMBER || !NUMBER.matcher(number).matches()) {
            throw new Malformed();
        }
        return new BigDecimal(number);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char c) throws Malformed {
        if (next() != c) {
            throw new Malformed();
        }
    }
}
