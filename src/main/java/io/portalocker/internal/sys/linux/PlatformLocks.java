package io.portalocker.internal.sys.linux;

import static io.portalocker.bindings.linux.LinuxConstants.SEEK_SET;

import io.portalocker.bindings.linux.flock;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.posix.PosixLocks;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/** Locks of Linux. On a local file system {@code flock} and the two kinds of record locks do not see each other. */
public final class PlatformLocks extends PosixLocks {

    public PlatformLocks() {
        this(Native.instance());
    }

    PlatformLocks(Native libC) {
        super(
                libC,
                PlatformFiles.CONSTANTS,
                PlatformFiles.ERRORS,
                EnumSet.of(Mechanism.FLOCK, Mechanism.LOCKF, Mechanism.OFD));
    }

    @Override
    protected void describe(MemorySegment lock, short type, long start, long length) {
        fill(lock, type, start, length);
    }

    static void fill(MemorySegment lock, short type, long start, long length) {
        flock.l_type(lock, type);
        flock.l_whence(lock, (short) SEEK_SET());
        flock.l_start(lock, start);
        flock.l_len(lock, length);
        flock.l_pid(lock, 0);
    }
}
