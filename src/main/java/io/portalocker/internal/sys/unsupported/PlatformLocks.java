package io.portalocker.internal.sys.unsupported;

import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import java.util.Set;

/** No lock calls. */
public final class PlatformLocks implements LockCalls {

    /** Makes the refusals. */
    public PlatformLocks() {}

    @Override
    public Set<Mechanism> mechanisms() {
        return Set.of();
    }

    @Override
    public Mechanism preferred() {
        return Mechanism.FLOCK;
    }

    @Override
    public boolean tryLock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
        throw PlatformErrors.refusal("lock");
    }

    @Override
    public void unlock(Mechanism mechanism, long descriptor) throws SysException {
        throw PlatformErrors.refusal("unlock");
    }

    @Override
    public boolean tryLockRange(Mechanism mechanism, long descriptor, boolean shared, long start, long length)
            throws SysException {
        throw PlatformErrors.refusal("lock");
    }

    @Override
    public void unlockRange(Mechanism mechanism, long descriptor, long start, long length) throws SysException {
        throw PlatformErrors.refusal("unlock");
    }
}
