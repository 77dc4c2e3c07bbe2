package io.portalocker.internal.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * Native memory for the arguments and the error of one call. It belongs to one thread between {@link #take()} and
 * {@link #give()}: a segment shared between threads returns the error of another thread's call.
 */
public final class Scratch {

    /** Longest path that fits, the terminator included; a longer one gets memory of its own. */
    private static final int PATH_BYTES = 4096;

    /** Room for the largest structure of any call. */
    private static final int AREA_BYTES = 1024;

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final long ERROR_OFFSET = errorOffset();

    private static final Pool<Scratch> POOL = new Pool<>(Scratch::new);

    private final MemorySegment callState;
    private final MemorySegment path;
    private final MemorySegment area;

    private long device;
    private long inode;
    private FileType type = FileType.DEVICE;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        callState = arena.allocate(CALL_STATE);
        path = arena.allocate(PATH_BYTES, Character.BYTES);
        area = arena.allocate(AREA_BYTES, Long.BYTES);
    }

    /** {@return a scratch of this thread's until it is given back} */
    public static Scratch take() {
        return POOL.take();
    }

    /** Gives it back. */
    public void give() {
        POOL.give(this);
    }

    /**
     * Keeps what names a file, for the caller to read before it gives the scratch back; a record would be an allocation on
     * the path of every uncontended lock.
     *
     * @param device its device
     * @param inode its inode
     * @param type its kind
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

    /** {@return the error of the last call: errno, on Windows the value of GetLastError} */
    public int error() {
        return callState.get(ValueLayout.JAVA_INT, ERROR_OFFSET);
    }

    /**
     * Memory for a path.
     *
     * @param bytes its length, the terminator included
     * @return at least so many bytes
     */
    public MemorySegment path(long bytes) {
        return bytes <= PATH_BYTES ? path : Arena.ofAuto().allocate(bytes, Character.BYTES);
    }

    /** Windows captures more than one error; the one of its file calls is GetLastError's. */
    private static long errorOffset() {
        String name = CALL_STATE.memberLayouts().stream()
                .map(member -> member.name().orElseThrow())
                .filter("GetLastError"::equals)
                .findAny()
                .orElse("errno");
        return CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement(name));
    }
}
