package io.portalocker.bench.worker;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Memory that all workers share, through a mapped file of one page: numbers of eight bytes. */
public final class Page {

    /** {@code CLOCK_MONOTONIC}, which is also {@link System#nanoTime}, just before the lock was last freed. */
    public static final int RELEASED_AT = 0;

    /** Incremented, not atomically, by each holder: holders that overlap lose counts. */
    public static final int COUNTER = 1;

    /** From here on, as {@link #RELEASED_AT} for each slot of a semaphore. */
    public static final int SLOTS = 2;

    private static final int BYTES = 4096;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment memory;

    public Page(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(MapMode.READ_WRITE, 0, BYTES, Arena.global());
        }
    }

    public long get(int index) {
        return (long) LONG.getVolatile(memory, (long) index * Long.BYTES);
    }

    public void set(int index, long value) {
        LONG.setVolatile(memory, (long) index * Long.BYTES, value);
    }
}
