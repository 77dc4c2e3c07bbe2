package io.portalocker.internal.sys.linux;

import static io.portalocker.bindings.linux.LinuxConstants.EINTR;
import static io.portalocker.bindings.linux.LinuxConstants.F_OFD_SETLKW;
import static io.portalocker.bindings.linux.LinuxConstants.F_RDLCK;
import static io.portalocker.bindings.linux.LinuxConstants.F_SETLKW;
import static io.portalocker.bindings.linux.LinuxConstants.F_WRLCK;
import static io.portalocker.bindings.linux.LinuxConstants.LOCK_EX;
import static io.portalocker.bindings.linux.LinuxConstants.LOCK_SH;

import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;

/** Blocking {@code flock(2)} and {@code fcntl(2)}, ended by the JDK's wake-up signal. */
public final class PlatformKernelWaits implements KernelWaits {

    private final WakeUpSignal signal;

    PlatformKernelWaits(WakeUpSignal signal) {
        this.signal = signal;
    }

    @Override
    public long currentThread() {
        Scratch scratch = Scratch.take();
        try {
            return NativeWaits.pthreadSelf(scratch);
        } finally {
            scratch.give();
        }
    }

    /** Fails only for a thread that has ended, which the caller excludes. */
    @Override
    public void interrupt(long thread) {
        Scratch scratch = Scratch.take();
        try {
            int error = NativeWaits.pthreadKill(scratch, thread, signal.number());
            if (error != 0) {
                throw new IllegalStateException("pthread_kill: " + PlatformFiles.ERRORS.symbol(error));
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public boolean lock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            int result = mechanism == Mechanism.FLOCK
                    ? Native.INSTANCE.flock(scratch, (int) descriptor, shared ? LOCK_SH() : LOCK_EX())
                    : setLockWait(scratch, mechanism, (int) descriptor, shared);
            if (result == 0) {
                return true;
            }
            if (scratch.error() == EINTR()) {
                return false;
            }
            throw PlatformFiles.ERRORS.failure(mechanism == Mechanism.FLOCK ? "flock" : "fcntl", scratch.error());
        } finally {
            scratch.give();
        }
    }

    private static int setLockWait(Scratch scratch, Mechanism mechanism, int fd, boolean shared) {
        MemorySegment range = scratch.area();
        PlatformLocks.fill(range, (short) (shared ? F_RDLCK() : F_WRLCK()), 0, 0);
        return Native.INSTANCE.fcntl(
                scratch, fd, mechanism == Mechanism.OFD ? F_OFD_SETLKW() : F_SETLKW(), range.address());
    }
}
