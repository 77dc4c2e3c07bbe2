package io.portalocker.internal.sys;

import io.portalocker.internal.sys.posix.PosixLocks;
import java.util.Set;

/** Calls that lock. All methods are thread-safe and answer at once. */
public sealed interface LockCalls permits PosixLocks, io.portalocker.internal.sys.windows.PlatformLocks {

    /** {@return the mechanisms this system has} */
    Set<Mechanism> mechanisms();

    /** {@return the mechanism of a lock that names none: the one Python's peers use} */
    Mechanism preferred();

    /**
     * Tries to lock the whole file. Answers false if another holder is in the way. A record lock needs a descriptor open for
     * writing, or for reading if it is shared.
     */
    boolean tryLock(Mechanism mechanism, long descriptor, boolean shared) throws SysException;

    /** Frees the whole file. Freeing what is not held does nothing. */
    void unlock(Mechanism mechanism, long descriptor) throws SysException;

    /**
     * Tries to lock a range of bytes; {@link Mechanism#FLOCK} has none. Answers false if another holder is in the way.
     */
    boolean tryLockRange(Mechanism mechanism, long descriptor, boolean shared, long start, long length)
            throws SysException;

    /** Frees a range of bytes. */
    void unlockRange(Mechanism mechanism, long descriptor, long start, long length) throws SysException;
}
