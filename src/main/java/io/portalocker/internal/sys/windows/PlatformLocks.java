package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.ERROR_IO_INCOMPLETE;
import static io.portalocker.bindings.windows.WindowsConstants.ERROR_IO_PENDING;
import static io.portalocker.bindings.windows.WindowsConstants.ERROR_LOCK_VIOLATION;
import static io.portalocker.bindings.windows.WindowsConstants.ERROR_NOT_LOCKED;
import static io.portalocker.bindings.windows.WindowsConstants.LOCKFILE_EXCLUSIVE_LOCK;
import static io.portalocker.bindings.windows.WindowsConstants.LOCKFILE_FAIL_IMMEDIATELY;

import io.portalocker.bindings.windows.OVERLAPPED;
import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;

/**
 * Locks of Windows. They belong to the handle and are mandatory: another handle, of the same process too, cannot read what is
 * locked exclusively. Of the whole file a handle has one lock, which locking again converts; the system itself would keep a
 * second one beside it, or wait for the first. Ranges are as the system has them.
 */
public final class PlatformLocks implements LockCalls {

    /**
     * The length of the whole file, from offset 0. It is what Python's portalocker passes through pywin32, and an unlock must
     * name the range of its lock exactly. What matters to peers is that byte 0 is in it: filelock locks that byte alone,
     * portalocker's default the first 65536.
     */
    static final long WHOLE = 0xFFFF0000_00000000L;

    @Override
    public Set<Mechanism> mechanisms() {
        return EnumSet.of(Mechanism.LOCK_FILE_EX);
    }

    @Override
    public Mechanism preferred() {
        return Mechanism.LOCK_FILE_EX;
    }

    @Override
    public boolean tryLock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
        requirePresent(mechanism);
        Whole whole = new Whole(descriptor);
        if (HandleTags.isSynchronous(descriptor)) {
            return HeldLocks.of(descriptor).tryLock(shared, whole);
        }
        whole.unlockIfLocked();
        return whole.tryLock(shared);
    }

    /**
     * The calls for the whole of a file.
     *
     * @param handle the file
     */
    private record Whole(long handle) implements HeldLock.Calls {

        @Override
        public boolean tryLock(boolean shared) throws SysException {
            return lockRange(handle, shared, 0, WHOLE);
        }

        @Override
        public void unlock() throws SysException {
            PlatformLocks.unlock(handle, 0, WHOLE);
        }

        /** What a handle of somebody else's holds is not known here: what it holds is dropped, as converting begins. */
        void unlockIfLocked() {
            try (Scratch scratch = Scratch.take()) {
                MemorySegment overlapped = Structs.overlapped(scratch.area(), 0);
                int result = Native.unlockFile(scratch, handle, Structs.low(WHOLE), Structs.high(WHOLE), overlapped);
                if (result == 0 && scratch.error() == ERROR_IO_PENDING()) {
                    await(scratch, handle, overlapped);
                }
            }
        }
    }

    /** To be called before the handle waits for the lock in the kernel, which would be a wait for itself. */
    static void beforeWait(long handle) throws SysException {
        HeldLocks.of(handle).drop(new Whole(handle));
    }

    @Override
    public void unlock(Mechanism mechanism, long descriptor) throws SysException {
        requirePresent(mechanism);
        Whole whole = new Whole(descriptor);
        if (HandleTags.isSynchronous(descriptor)) {
            HeldLocks.of(descriptor).drop(whole);
        } else {
            whole.unlock();
        }
    }

    @Override
    public boolean tryLockRange(Mechanism mechanism, long descriptor, boolean shared, long start, long length)
            throws SysException {
        requirePresent(mechanism);
        return lockRange(descriptor, shared, start, length);
    }

    private static boolean lockRange(long descriptor, boolean shared, long start, long length) throws SysException {
        int flags = LOCKFILE_FAIL_IMMEDIATELY() | (shared ? 0 : LOCKFILE_EXCLUSIVE_LOCK());
        try (Scratch scratch = Scratch.take()) {
            MemorySegment overlapped = Structs.overlapped(scratch.area(), start);
            int result =
                    Native.lockFile(scratch, descriptor, flags, Structs.low(length), Structs.high(length), overlapped);
            if (result == 0 && scratch.error() == ERROR_IO_PENDING()) {
                result = await(scratch, descriptor, overlapped);
            }
            if (result == 0 && scratch.error() == ERROR_LOCK_VIOLATION()) {
                return false;
            }
            PlatformErrors.check("LockFileEx", result, scratch);
            return true;
        }
    }

    /**
     * A handle that somebody opened for overlapped use may answer later, though at once. Only what a completed request says
     * counts, and until then its structure belongs to the kernel. Other requests on the handle can end the wait early.
     */
    private static int await(Scratch scratch, long descriptor, MemorySegment overlapped) {
        MemorySegment done = scratch.area().asSlice(OVERLAPPED.sizeof(), Integer.BYTES);
        int result;
        do {
            result = Native.getOverlappedResult(scratch, descriptor, overlapped, done, 1);
        } while (result == 0 && scratch.error() == ERROR_IO_INCOMPLETE());
        return result;
    }

    @Override
    public void unlockRange(Mechanism mechanism, long descriptor, long start, long length) throws SysException {
        requirePresent(mechanism);
        unlock(descriptor, start, length);
    }

    private static void unlock(long descriptor, long start, long length) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment overlapped = Structs.overlapped(scratch.area(), start);
            int result = Native.unlockFile(scratch, descriptor, Structs.low(length), Structs.high(length), overlapped);
            if (result == 0 && scratch.error() == ERROR_IO_PENDING()) {
                result = await(scratch, descriptor, overlapped);
            }
            if (result == 0 && scratch.error() != ERROR_NOT_LOCKED()) {
                throw PlatformErrors.failure("UnlockFileEx", scratch.error());
            }
        }
    }

    private static void requirePresent(Mechanism mechanism) {
        if (mechanism != Mechanism.LOCK_FILE_EX) {
            throw new IllegalArgumentException("Windows has no " + mechanism);
        }
    }
}
