package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;

/**
 * Requests for the whole of a file through a handle. Apart from the class that makes them, so that where there is no Windows a
 * test can have them end in every way it likes.
 */
interface LockRequests {

    /**
     * Asks and waits. {@code overlapped}: what the request is known by until this returns; the system's meanwhile.
     * Answers 0 if the handle holds the lock, or an error.
     */
    int lock(long handle, boolean shared, MemorySegment overlapped) throws SysException;

    /** Has a request that waits return, as a rule with ERROR_OPERATION_ABORTED. One that does not wait yet notices nothing. */
    void cancel(long handle, MemorySegment overlapped);

    /** Asks and does not wait. */
    boolean tryLock(long handle) throws SysException;

    /** Frees what the handle holds, if it holds anything. */
    void unlock(long handle) throws SysException;
}
