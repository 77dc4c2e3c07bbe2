package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.Scratch;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths as the kernel takes them: bytes with a NUL behind. */
public final class CString {

    private CString() {}

    /** Writes a path to the scratch. Allocates nothing for a path of ASCII characters. */
    public static MemorySegment of(Scratch scratch, Path path) {
        String text = path.toString();
        MemorySegment memory = scratch.path(text.length() + 1L);
        if (write(text, scratch.pathBytes(memory), 0x80)) {
            return memory;
        }
        byte[] bytes = rawBytes(path);
        return write(bytes, scratch.path(bytes.length + 1L));
    }

    /** Writes a path for a call that takes two of them. */
    static MemorySegment other(Scratch scratch, Path path) {
        String text = path.toString();
        MemorySegment memory = scratch.otherPath(text.length() + 1L);
        if (write(text, Scratch.bytes(memory), 0x80)) {
            return memory;
        }
        byte[] bytes = rawBytes(path);
        return write(bytes, scratch.otherPath(bytes.length + 1L));
    }

    /** Writes a name whose characters stand for bytes. */
    public static MemorySegment of(Scratch scratch, String name) {
        return name(name, scratch.path(name.length() + 1L));
    }

    /** Writes such a name for a call that takes two of them. */
    public static MemorySegment other(Scratch scratch, String name) {
        return name(name, scratch.otherPath(name.length() + 1L));
    }

    private static MemorySegment name(String name, MemorySegment memory) {
        if (!write(name, Scratch.bytes(memory), 0x100)) {
            throw new IllegalArgumentException("not bytes: " + name);
        }
        return memory;
    }

    /** Writes characters below a limit, and tells whether all of them are. */
    private static boolean write(String text, ByteBuffer memory, int limit) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= limit) {
                return false;
            }
            memory.put(i, (byte) c);
        }
        memory.put(length, (byte) 0);
        return true;
    }

    private static MemorySegment write(byte[] bytes, MemorySegment memory) {
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        memory.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return memory;
    }

    /**
     * The bytes the path stands for. Its string went through the locale's charset and may have lost some; its URI keeps
     * every byte, percent-encoded, and adds a slash to the name of a directory.
     */
    private static byte[] rawBytes(Path path) {
        Path absolute = path.toAbsolutePath();
        String uri = absolute.toUri().getRawPath();
        int end = uri.length() > 1 && uri.endsWith("/") ? uri.length() - 1 : uri.length();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end);
        for (int i = 0; i < end; i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}
