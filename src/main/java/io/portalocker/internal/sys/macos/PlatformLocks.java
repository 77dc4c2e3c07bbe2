package io.portalocker.internal.sys.macos;

import static io.portalocker.bindings.macos.MacosConstants.SEEK_SET;

import io.portalocker.bindings.macos.flock;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.posix.PosixLocks;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/**
 * Locks of macOS. The kernel also answers to commands for locks of an open file description, but they are no documented
 * interface there and are left alone. This layer has not run on a Mac.
 */
public final class PlatformLocks extends PosixLocks {

    public PlatformLocks() {
        super(
                Native.INSTANCE,
                PlatformFiles.CONSTANTS,
                PlatformFiles.ERRORS,
                EnumSet.of(Mechanism.FLOCK, Mechanism.LOCKF));
    }

    @Override
    protected void describe(MemorySegment lock, short type, long start, long length) {
        flock.l_start(lock, start);
        flock.l_len(lock, length);
        flock.l_pid(lock, 0);
        flock.l_type(lock, type);
        flock.l_whence(lock, (short) SEEK_SET());
    }
}
