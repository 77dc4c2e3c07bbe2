package io.portalocker.internal.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Native memory through which the bytes of a heap buffer travel. It belongs to one thread until it is given back. */
public final class IoBuffer implements AutoCloseable {

    /** How many bytes one call moves at most between the heap and a file. */
    public static final int BYTES = 1 << 16;

    private static final Pool<IoBuffer> POOL = new Pool<>() {
        @Override
        IoBuffer make() {
            return new IoBuffer();
        }
    };

    private final MemorySegment segment = Arena.ofAuto().allocate(BYTES, Long.BYTES);

    private IoBuffer() {}

    /** {@return a buffer of this thread's until it is given back} */
    public static IoBuffer take() {
        return POOL.take();
    }

    /** Gives it back. */
    @Override
    public void close() {
        POOL.give(this);
    }

    /** {@return {@value #BYTES} bytes} */
    public MemorySegment segment() {
        return segment;
    }
}
