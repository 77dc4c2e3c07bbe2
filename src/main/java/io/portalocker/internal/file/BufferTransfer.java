package io.portalocker.internal.file;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Moves bytes between buffers and a descriptor. Memory outside the heap is used where it is; bytes of the heap travel
 * through native memory, because the collector may move them during a call.
 */
public final class BufferTransfer {

    /** One native call on a segment. */
    public interface Call {
        long on(MemorySegment segment) throws SysException;
    }

    private BufferTransfer() {}

    /** Fills a buffer by one call, and answers -1 where the file has ended. */
    public static int read(ByteBuffer target, Call call) throws SysException {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only");
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = target.isDirect() ? readDirect(target, call) : readHeap(target, call);
        return count == 0 ? -1 : count;
    }

    private static int readDirect(ByteBuffer target, Call call) throws SysException {
        int count = (int) call.on(MemorySegment.ofBuffer(target));
        target.position(target.position() + count);
        return count;
    }

    private static int readHeap(ByteBuffer target, Call call) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment bytes = buffer.segment().asSlice(0, Math.min(target.remaining(), IoBuffer.BYTES));
            int count = (int) call.on(bytes);
            target.put(bytes.asSlice(0, count).asByteBuffer());
            return count;
        }
    }

    /** Writes all of a buffer, by as many calls as that takes. */
    public static int write(ByteBuffer source, Call call) throws SysException {
        int before = source.remaining();
        if (source.isDirect()) {
            while (source.hasRemaining()) {
                int count = (int) call.on(MemorySegment.ofBuffer(source));
                source.position(source.position() + count);
            }
        } else if (source.hasRemaining()) {
            writeHeap(source, call);
        }
        return before;
    }

    private static void writeHeap(ByteBuffer source, Call call) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            while (source.hasRemaining()) {
                MemorySegment bytes = buffer.segment().asSlice(0, Math.min(source.remaining(), IoBuffer.BYTES));
                bytes.asByteBuffer().put(source.slice(source.position(), (int) bytes.byteSize()));
                int count = (int) call.on(bytes);
                source.position(source.position() + count);
            }
        }
    }

    /** Fills buffers in their order by one call. */
    public static long scatter(FileCalls files, long descriptor, ByteBuffer[] buffers, int offset, int length)
            throws SysException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] areas = areas(arena, buffers, offset, length, false);
            long total = areas.length == 0 ? 0 : files.read(descriptor, areas);
            advance(buffers, offset, areas, total, true);
            return total == 0 && areas.length > 0 ? -1 : total;
        } finally {
            Reference.reachabilityFence(buffers);
        }
    }

    /** Writes buffers in their order by one call, which may take fewer bytes than they have. */
    public static long gather(FileCalls files, long descriptor, ByteBuffer[] buffers, int offset, int length)
            throws SysException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] areas = areas(arena, buffers, offset, length, true);
            long total = areas.length == 0 ? 0 : files.write(descriptor, areas);
            advance(buffers, offset, areas, total, false);
            return total;
        } finally {
            Reference.reachabilityFence(buffers);
        }
    }

    /** One area for each of the first buffers, empty ones included so that their indices agree. */
    private static MemorySegment[] areas(Arena arena, ByteBuffer[] buffers, int offset, int length, boolean filled) {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        boolean any = false;
        MemorySegment[] areas = new MemorySegment[Math.min(length, FileCalls.MAX_AREAS)];
        for (int i = 0; i < areas.length; i++) {
            ByteBuffer buffer = buffers[offset + i];
            if (!filled && buffer.isReadOnly()) {
                throw new IllegalArgumentException("buffer " + (offset + i) + " is read-only");
            }
            MemorySegment bytes = MemorySegment.ofBuffer(buffer);
            areas[i] = buffer.isDirect() ? bytes : arena.allocate(bytes.byteSize());
            if (filled && !buffer.isDirect()) {
                areas[i].copyFrom(bytes);
            }
            any |= buffer.hasRemaining();
        }
        return any ? areas : new MemorySegment[0];
    }

    private static void advance(ByteBuffer[] buffers, int offset, MemorySegment[] areas, long total, boolean copyBack) {
        long left = total;
        for (int i = 0; i < areas.length && left > 0; i++) {
            ByteBuffer buffer = buffers[offset + i];
            int count = (int) Math.min(left, areas[i].byteSize());
            if (copyBack && !buffer.isDirect()) {
                buffer.put(areas[i].asSlice(0, count).asByteBuffer());
            } else {
                buffer.position(buffer.position() + count);
            }
            left -= count;
        }
    }
}
