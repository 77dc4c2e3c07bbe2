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
        try (Scratch scratch = Scratch.take()) {
            return NativeWaits.pthreadSelf(scratch);
        }
    }

    /** Real-time signals are queued, and a queue that is full (EAGAIN) has room again some time; nothing else can fail here. */
    @Override
    public void interrupt(long thread) {
        try (Scratch scratch = Scratch.take()) {
            NativeWaits.pthreadKill(scratch, thread, signal.number());
        }
    }

    /**
     * A thread may have been born with the signal blocked: a JVM keeps what its parent had blocked. What comes meanwhile is
     * no loss, since it is sent again.
     */
    @Override
    public boolean lock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            boolean blocked = signal.unblock(scratch);
            try {
                return lock(scratch, mechanism, (int) descriptor, shared);
            } finally {
                if (blocked) {
                    signal.block(scratch);
                }
            }
        }
    }

    private static boolean lock(Scratch scratch, Mechanism mechanism, int fd, boolean shared) throws SysException {
        boolean flock = mechanism == Mechanism.FLOCK;
        int result = flock
                ? Native.instance().flock(scratch, fd, shared ? LOCK_SH() : LOCK_EX())
                : setLockWait(scratch, mechanism, fd, shared);
        if (result == 0) {
            return true;
        }
        int error = scratch.error();
        if (error == EINTR()) {
            return false;
        }
        throw PlatformFiles.ERRORS.failure(flock ? "flock" : "fcntl", error);
    }

    private static int setLockWait(Scratch scratch, Mechanism mechanism, int fd, boolean shared) {
        MemorySegment range = scratch.area();
        PlatformLocks.fill(range, (short) (shared ? F_RDLCK() : F_WRLCK()), 0, 0);
        return Native.instance()
                .fcntl(scratch, fd, mechanism == Mechanism.OFD ? F_OFD_SETLKW() : F_SETLKW(), range.address());
    }
}
