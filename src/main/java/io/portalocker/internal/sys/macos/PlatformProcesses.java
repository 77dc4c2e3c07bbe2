package io.portalocker.internal.sys.macos;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.posix.PosixProcesses;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes of macOS, by the account of {@code sysctl(3)}. This layer has not run on a Mac. */
public final class PlatformProcesses extends PosixProcesses {

    private static final int NAME_LENGTH = 4;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Where the length of the answer stands in the scratch, behind the four numbers of the question. */
    private static final long LENGTH = NAME_LENGTH * (long) Integer.BYTES;

    /** Where the answer stands. It is a {@code struct kinfo_proc}: 648 bytes on both processors. */
    private static final long ANSWER = LENGTH + Long.BYTES;

    /** A {@code struct kinfo_proc} begins with a {@code struct timeval}, the start: 64 bits of seconds, 32 of micros. */
    private static final long MICROS = Long.BYTES;

    private static final long TIMEVAL_BYTES = 16;

    public PlatformProcesses() {
        super(Native.INSTANCE, PlatformFiles.ERRORS);
    }

    /** The time of the start in microseconds since the epoch, as Python's filelock writes it. */
    @Override
    public Optional<BigInteger> startToken(long pid) {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment area = scratch.area();
            ask(area, pid);
            int result = Native.INSTANCE.sysctl(
                    scratch, area, NAME_LENGTH, area.asSlice(ANSWER), area.asSlice(LENGTH, Long.BYTES));
            return result < 0 ? Optional.empty() : decode(area);
        }
    }

    /** Writes the question and the room for its answer. */
    static void ask(MemorySegment area, long pid) {
        int[] name = {
            MacosConstants.CTL_KERN(), MacosConstants.KERN_PROC(), MacosConstants.KERN_PROC_PID(), Math.toIntExact(pid)
        };
        MemorySegment.copy(name, 0, area, ValueLayout.JAVA_INT, 0, name.length);
        area.set(ValueLayout.JAVA_LONG, LENGTH, area.byteSize() - ANSWER);
    }

    /** Reads the answer; for a process that is gone the call succeeds with an empty one. */
    static Optional<BigInteger> decode(MemorySegment area) {
        if (area.get(ValueLayout.JAVA_LONG, LENGTH) < TIMEVAL_BYTES) {
            return Optional.empty();
        }
        long seconds = area.get(ValueLayout.JAVA_LONG, ANSWER);
        long micros = area.get(ValueLayout.JAVA_INT, ANSWER + MICROS);
        return Optional.of(BigInteger.valueOf(seconds * MICROS_PER_SECOND + micros));
    }

    /** {@return nothing: the system does not tell} */
    @Override
    public List<LockOwner> lockOwners(Path path, FileStatus file) {
        return List.of();
    }
}
