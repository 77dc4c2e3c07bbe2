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
     * Tries to lock the whole file.
     *
     * @param mechanism how, one of {@link #mechanisms()}
     * @param descriptor an open descriptor; a record lock needs it open for writing, or for reading if shared
     * @param shared whether others may share it
     * @return false if another holder is in the way
     * @throws SysException if it cannot be locked at all
     */
    boolean tryLock(Mechanism mechanism, long descriptor, boolean shared) throws SysException;

    /**
     * Frees the whole file. Freeing what is not held does nothing.
     *
     * @param mechanism how it was locked
     * @param descriptor the descriptor it was locked through
     * @throws SysException if it may still be locked
     */
    void unlock(Mechanism mechanism, long descriptor) throws SysException;

    /**
     * Tries to lock a range of bytes; {@link Mechanism#FLOCK} has none.
     *
     * @param mechanism how
     * @param descriptor an open descriptor
     * @param shared whether others may share it
     * @param start first byte
     * @param length bytes, positive
     * @return false if another holder is in the way
     * @throws SysException if it cannot be locked at all
     */
    boolean tryLockRange(Mechanism mechanism, long descriptor, boolean shared, long start, long length)
            throws SysException;

    /**
     * Frees a range of bytes.
     *
     * @param mechanism how it was locked
     * @param descriptor the descriptor it was locked through
     * @param start first byte
     * @param length bytes, positive
     * @throws SysException if it may still be locked
     */
    void unlockRange(Mechanism mechanism, long descriptor, long start, long length) throws SysException;
}
