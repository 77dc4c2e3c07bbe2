package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.posix.PosixLocks;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/** The lock calls of Linux, save for those that a test has planned otherwise. */
public final class FaultyLocks extends PosixLocks {

    /** Calls that go as planned. */
    public FaultyLocks(FaultyFiles.Plan plan) {
        super(
                FaultyFiles.libC(plan),
                PlatformFiles.CONSTANTS,
                PlatformFiles.ERRORS,
                EnumSet.of(Mechanism.FLOCK, Mechanism.LOCKF, Mechanism.OFD));
    }

    @Override
    protected void describe(MemorySegment lock, short type, long start, long length) {
        PlatformLocks.fill(lock, type, start, length);
    }
}
