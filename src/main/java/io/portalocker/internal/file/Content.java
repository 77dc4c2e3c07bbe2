package io.portalocker.internal.file;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The whole content of small files, such as a number or a record. */
public final class Content {

    private Content() {}

    /** Reads from the beginning, however much there is at most so many bytes. */
    public static byte[] read(FileCalls files, long descriptor, int most) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment area = buffer.segment().asSlice(0, most);
            long filled = 0;
            long read;
            while (filled < most && (read = files.read(descriptor, area.asSlice(filled), filled)) > 0) {
                filled += read;
            }
            return area.asSlice(0, filled).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** Writes at the descriptor's position; no more than {@link IoBuffer#BYTES}. */
    public static void write(FileCalls files, long descriptor, byte[] content) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment rest = buffer.segment().asSlice(0, content.length);
            MemorySegment.copy(content, 0, rest, ValueLayout.JAVA_BYTE, 0, content.length);
            while (rest.byteSize() > 0) {
                rest = rest.asSlice(files.write(descriptor, rest));
            }
        }
    }
}
