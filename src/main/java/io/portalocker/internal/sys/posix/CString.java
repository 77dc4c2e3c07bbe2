package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.Scratch;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths as the kernel takes them: bytes with a NUL behind. */
final class CString {

    private CString() {}

    /**
     * Writes a path to the scratch. Allocates nothing for a path of ASCII characters.
     *
     * @param scratch its memory
     * @param path the path
     * @return the C string
     */
    static MemorySegment of(Scratch scratch, Path path) {
        String text = path.toString();
        int length = text.length();
        MemorySegment memory = scratch.path(length + 1L);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return ofBytes(scratch, rawBytes(path));
            }
            memory.set(ValueLayout.JAVA_BYTE, i, (byte) c);
        }
        memory.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
        return memory;
    }

    private static MemorySegment ofBytes(Scratch scratch, byte[] bytes) {
        MemorySegment memory = scratch.path(bytes.length + 1L);
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
