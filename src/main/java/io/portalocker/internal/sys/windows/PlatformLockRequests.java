package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.LOCKFILE_EXCLUSIVE_LOCK;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;

/** The requests as kernel32 knows them. */
final class PlatformLockRequests implements LockRequests {

    private final PlatformLocks locks = new PlatformLocks();

    @Override
    public int lock(long handle, boolean shared, MemorySegment overlapped) throws SysException {
        PlatformLocks.beforeWait(handle);
        try (Scratch scratch = Scratch.take()) {
            int result = Native.lockFile(
                    scratch,
                    handle,
                    shared ? 0 : LOCKFILE_EXCLUSIVE_LOCK(),
                    Structs.low(PlatformLocks.WHOLE),
                    Structs.high(PlatformLocks.WHOLE),
                    Structs.overlapped(overlapped, 0));
            if (result == 0) {
                return scratch.error();
            }
            HeldLocks.of(handle).taken(shared);
            return 0;
        }
    }

    /** Fails where nothing waits, as when the request is only about to be made; the caller asks again. */
    @Override
    public void cancel(long handle, MemorySegment overlapped) {
        try (Scratch scratch = Scratch.take()) {
            NativeWaits.cancelIo(scratch, handle, overlapped);
        }
    }

    @Override
    public boolean tryLock(long handle) throws SysException {
        return locks.tryLock(Mechanism.LOCK_FILE_EX, handle, false);
    }

    @Override
    public void unlock(long handle) throws SysException {
        locks.unlock(Mechanism.LOCK_FILE_EX, handle);
    }
}
