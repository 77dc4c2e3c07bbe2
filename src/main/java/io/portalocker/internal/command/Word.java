package io.portalocker.internal.command;

import io.portalocker.internal.text.Visible;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A word of a command line, as the system has it: bytes, of which each is a character of {@code raw} here, and on Windows
 * UTF-16. A locale has no part in it.
 *
 * @param raw what it is made of
 */
public record Word(String raw) {

    /** Whether words are bytes. */
    static final boolean BYTES = File.separatorChar == '/';

    /** Stands for the byte 0x80. */
    private static final int FIRST_LONE = 0xDC80;

    private static final String CURRENT = "/proc/self/cwd";

    /** Takes a text of ours, or one that the JDK has decoded well. */
    public static Word of(String text) {
        return BYTES && !isAscii(text) ? ofBytes(text.getBytes(StandardCharsets.UTF_8)) : new Word(text);
    }

    static Word ofBytes(byte[] bytes) {
        return new Word(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** {@return its bytes} */
    byte[] bytes() {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Written out, since what a record has instead is generated at the first use, in every process. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Word word && raw.equals(word.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /** {@return the rest of it behind some characters of ASCII} */
    public Word from(int index) {
        return new Word(raw.substring(index));
    }

    /** {@return it as text, exactly where it is UTF-8} */
    public String text() {
        return BYTES && !isAscii(raw) ? new String(bytes(), StandardCharsets.UTF_8) : raw;
    }

    /**
     * {@return it as the name of something that has files, from which its bytes can be had back: one that is no UTF-8 is a
     * lone half of a surrogate pair, from U+DC80, as Python has it}
     */
    public String name() {
        if (!BYTES || isAscii(raw)) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes());
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        while (decoder.decode(bytes, text, true).isMalformed()) {
            text.put((char) (FIRST_LONE + (bytes.get() & 0x7f)));
        }
        return text.flip().toString();
    }

    /** {@return it as text to be printed} */
    @Override
    public String toString() {
        return BYTES && !isAscii(raw) ? Visible.ofBytes(bytes()) : Visible.of(raw);
    }

    /**
     * The path it names. One with other characters than ASCII comes from a URI, the only public way to a path of given
     * bytes; a relative one is then resolved against the kernel's current directory, since the JDK's was decoded too.
     */
    public Path path() {
        if (!BYTES || (isAscii(raw) && isAscii(System.getProperty("user.dir", "")))) {
            return Path.of(raw);
        }
        Path path = ofRoot();
        if (raw.startsWith("/")) {
            return path;
        }
        Path relative = Path.of("/").relativize(path);
        try {
            return Files.readSymbolicLink(Path.of(CURRENT)).resolve(relative);
        } catch (IOException e) {
            return relative;
        }
    }

    private Path ofRoot() {
        StringBuilder uri = new StringBuilder("file:///");
        for (byte each : bytes()) {
            if (each == '/') {
                uri.append('/');
            } else {
                uri.append('%')
                        .append(Character.forDigit((each >> 4) & 0xf, 16))
                        .append(Character.forDigit(each & 0xf, 16));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
