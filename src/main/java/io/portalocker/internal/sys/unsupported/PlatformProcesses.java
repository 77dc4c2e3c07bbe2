package io.portalocker.internal.sys.unsupported;

import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.ProcessCalls;
import io.portalocker.internal.sys.SysException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What the JDK itself knows of processes. */
public final class PlatformProcesses implements ProcessCalls {

    /** Makes the calls. */
    public PlatformProcesses() {}

    @Override
    public byte[] hostName() throws SysException {
        throw PlatformErrors.refusal("hostName");
    }

    @Override
    public Optional<BigInteger> startToken(long pid) {
        return Optional.empty();
    }

    @Override
    public boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public void signal(long pid, int signal) throws SysException {
        throw PlatformErrors.refusal("signal");
    }

    @Override
    public int effectiveUser() {
        return 0;
    }

    @Override
    public List<LockOwner> lockOwners(long device, long inode) {
        return List.of();
    }
}
