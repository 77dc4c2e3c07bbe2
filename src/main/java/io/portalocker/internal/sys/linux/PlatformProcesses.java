package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.posix.PosixProcesses;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Processes of Linux, by the account of {@code /proc}. */
public final class PlatformProcesses extends PosixProcesses {

    public PlatformProcesses() {
        super(Native.instance(), PlatformFiles.ERRORS);
    }

    @Override
    public OptionalLong pidNamespace() {
        return Namespaces.ofPids();
    }

    @Override
    public Optional<BigInteger> startToken(long pid) {
        return Namespaces.isClockShifted()
                ? Optional.empty()
                : StartTimes.read().token(pid);
    }

    @Override
    public boolean runsElsewhere(long pid, BigInteger start) {
        return Namespaces.runsElsewhere(pid, start);
    }

    @Override
    public boolean tellsLockOwners() {
        return true;
    }

    @Override
    public List<LockOwner> lockOwners(Path path, FileStatus file) {
        return ProcLocks.owners(KernelName.of(path, file));
    }

    @Override
    public List<LockOwner> lockWaiters(Path path, FileStatus file) {
        return ProcLocks.waiters(KernelName.of(path, file));
    }
}
