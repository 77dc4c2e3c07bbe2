package io.portalocker.internal.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory for the arguments and the error of one call. It belongs to one thread between {@link #take()} and
 * {@link #close()}: a segment shared between threads returns the error of another thread's call.
 */
public final class Scratch implements AutoCloseable {

    /** Longest path that fits, the terminator included; a longer one gets memory of its own. */
    private static final int PATH_BYTES = 4096;

    /** Room for the largest structure of any call. */
    private static final int AREA_BYTES = 1024;

    private static final StructLayout CALL_STATE = Downcalls.callStateLayout();
    private static final int ERROR_OFFSET = errorOffset();

    private static final Pool<Scratch> POOL = new Pool<>() {
        @Override
        Scratch make() {
            return new Scratch();
        }
    };

    private final MemorySegment callState;
    private final MemorySegment path;
    private final MemorySegment area;

    /**
     * The same memory once more. What a first lock does goes through buffers: the first access to a segment through a layout
     * costs a young JVM some seventy classes of method handles, to a buffer none.
     */
    private final ByteBuffer callStateBytes;

    private final ByteBuffer pathBytes;
    private final ByteBuffer areaBytes;

    /** What an address leads to must be remembered until the scratch is given back: the kernel is told the address only. */
    private MemorySegment longPath = MemorySegment.NULL;

    private MemorySegment otherPath = MemorySegment.NULL;

    private long device;
    private long inode;
    private FileType type = FileType.DEVICE;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        callState = arena.allocate(CALL_STATE);
        path = arena.allocate(PATH_BYTES, Character.BYTES);
        area = arena.allocate(AREA_BYTES, Long.BYTES);
        callStateBytes = bytes(callState);
        pathBytes = bytes(path);
        areaBytes = bytes(area);
    }

    /** {@return a segment's bytes, in the order of this processor} */
    public static ByteBuffer bytes(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** {@return a scratch of this thread's until it is given back} */
    public static Scratch take() {
        return POOL.take();
    }

    /** Gives it back. */
    @Override
    public void close() {
        longPath = MemorySegment.NULL;
        POOL.give(this);
    }

    /**
     * Keeps what names a file, for the caller to read before it gives the scratch back; a record would be an allocation
     * on the path of every uncontended lock.
     */
    public void identify(long device, long inode, FileType type) {
        this.device = device;
        this.inode = inode;
        this.type = type;
    }

    /** {@return the device of the file identified last} */
    public long device() {
        return device;
    }

    /** {@return the inode of the file identified last} */
    public long inode() {
        return inode;
    }

    /** {@return the kind of the file identified last} */
    public FileType type() {
        return type;
    }

    /** {@return where the linker stores the error of a call} */
    public MemorySegment callState() {
        return callState;
    }

    /** {@return memory for one structure, aligned for any, with what an earlier call left in it} */
    public MemorySegment area() {
        return area;
    }

    /** {@return the bytes of {@link #area()}} */
    public ByteBuffer areaBytes() {
        return areaBytes;
    }

    /** {@return the error of the last call: errno, on Windows the value of GetLastError} */
    public int error() {
        return callStateBytes.getInt(ERROR_OFFSET);
    }

    /** {@return memory for a path of so many bytes, the terminator included} */
    public MemorySegment path(long bytes) {
        if (bytes <= PATH_BYTES) {
            return path;
        }
        longPath = Arena.ofAuto().allocate(bytes, Character.BYTES);
        return longPath;
    }

    /** {@return the bytes of what {@link #path} gave} */
    public ByteBuffer pathBytes(MemorySegment given) {
        return given.address() == path.address() ? pathBytes : bytes(given);
    }

    /** {@return memory for the second path of a call that takes two} */
    public MemorySegment otherPath(long bytes) {
        if (otherPath.byteSize() < bytes) {
            otherPath = Arena.ofAuto().allocate(Math.max(bytes, PATH_BYTES), Character.BYTES);
        }
        return otherPath;
    }

    /** Windows captures more than one error; the one of its file calls is GetLastError's. */
    private static int errorOffset() {
        int offset = 0;
        for (MemoryLayout member : CALL_STATE.memberLayouts()) {
            String name = member.name().orElse("");
            if (name.equals("GetLastError")
                    || (name.equals("errno") && CALL_STATE.memberLayouts().size() == 1)) {
                return offset;
            }
            offset += (int) member.byteSize();
        }
        throw new AssertionError(CALL_STATE);
    }
}
