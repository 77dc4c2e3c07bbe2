package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Paths as kernel32 takes them: UTF-16 with a NUL behind. */
final class WidePath {

    /** What a path may have where the smallest limit, that of a new directory, ends. */
    private static final int LONGEST_PLAIN = 247;

    private WidePath() {}

    static MemorySegment of(Scratch scratch, Path path) {
        return of(scratch, text(path));
    }

    static MemorySegment of(Scratch scratch, String text) {
        return write(text, scratch.path(bytes(text)));
    }

    /** As {@link #of(Scratch, String)}, for a call that takes two paths. */
    static MemorySegment other(Scratch scratch, String text) {
        return write(text, scratch.otherPath(bytes(text)));
    }

    /**
     * {@return the absolute path} It keeps the form that other programs give it as long as that form works: the prefix for
     * long ones also turns off the rules for trailing dots and for names like NUL, and the file of that very name would be
     * another file than everybody else's.
     */
    static String text(Path path) {
        Path absolute = path.toAbsolutePath();
        String text = absolute.toString();
        return text.length() <= LONGEST_PLAIN
                ? text
                : verbatim(absolute.normalize().toString());
    }

    private static long bytes(String text) {
        return (text.length() + 1L) * Character.BYTES;
    }

    private static MemorySegment write(String text, MemorySegment memory) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            memory.setAtIndex(ValueLayout.JAVA_CHAR, i, text.charAt(i));
        }
        memory.setAtIndex(ValueLayout.JAVA_CHAR, length, '\0');
        return memory;
    }

    /**
     * Puts the prefix before a path that lifts the limit of 260 characters. What is behind it is taken literally, so it must
     * be absolute, without {@code ..} and without slashes.
     */
    static String verbatim(String absolute) {
        if (absolute.startsWith("\\\\?\\") || absolute.startsWith("\\\\.\\")) {
            return absolute;
        }
        return absolute.startsWith("\\\\") ? "\\\\?\\UNC\\" + absolute.substring(2) : "\\\\?\\" + absolute;
    }
}
