package io.portalocker.internal.sys.posix;

import static io.portalocker.internal.sys.posix.PosixConstants.EACCES;
import static io.portalocker.internal.sys.posix.PosixConstants.EINTR;
import static io.portalocker.internal.sys.posix.PosixConstants.LOCK_EX;
import static io.portalocker.internal.sys.posix.PosixConstants.LOCK_NB;
import static io.portalocker.internal.sys.posix.PosixConstants.LOCK_SH;
import static io.portalocker.internal.sys.posix.PosixConstants.LOCK_UN;

import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/** Lock calls over a C library; a system adds the shape of its {@code struct flock}. */
public abstract non-sealed class PosixLocks implements LockCalls {

    /** A length of 0 reaches from the start to the end of the file, wherever that comes to be. */
    private static final long TO_THE_END = 0;

    private final LibC libC;
    private final PosixConstants constants;
    private final PosixErrors errors;
    private final Set<Mechanism> mechanisms;

    protected PosixLocks(LibC libC, PosixConstants constants, PosixErrors errors, Set<Mechanism> mechanisms) {
        this.libC = libC;
        this.constants = constants;
        this.errors = errors;
        this.mechanisms = mechanisms;
    }

    /**
     * Fills a {@code struct flock} that counts from the start of the file. Its {@code l_pid} is 0: the commands for
     * open file descriptions answer EINVAL to anything else.
     */
    protected abstract void describe(MemorySegment flock, short type, long start, long length);

    @Override
    public final Set<Mechanism> mechanisms() {
        return mechanisms;
    }

    @Override
    public final Mechanism preferred() {
        return Mechanism.FLOCK;
    }

    @Override
    public final boolean tryLock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
        if (mechanism != Mechanism.FLOCK) {
            return fcntl(command(mechanism), descriptor, lockType(shared), 0, TO_THE_END);
        }
        int operation = (shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
        try (Scratch scratch = Scratch.take()) {
            int result;
            do {
                result = libC.flock(scratch, (int) descriptor, operation);
            } while (result < 0 && scratch.error() == EINTR);
            return succeeded("flock", result, scratch);
        }
    }

    @Override
    public final void unlock(Mechanism mechanism, long descriptor) throws SysException {
        if (mechanism != Mechanism.FLOCK) {
            fcntl(command(mechanism), descriptor, constants.unlock(), 0, TO_THE_END);
            return;
        }
        try (Scratch scratch = Scratch.take()) {
            while (libC.flock(scratch, (int) descriptor, LOCK_UN) < 0) {
                if (scratch.error() != EINTR) {
                    throw errors.failure("flock", scratch.error());
                }
            }
        }
    }

    @Override
    public final boolean tryLockRange(Mechanism mechanism, long descriptor, boolean shared, long start, long length)
            throws SysException {
        return fcntl(command(mechanism), descriptor, lockType(shared), start, length);
    }

    @Override
    public final void unlockRange(Mechanism mechanism, long descriptor, long start, long length) throws SysException {
        fcntl(command(mechanism), descriptor, constants.unlock(), start, length);
    }

    private short lockType(boolean shared) {
        return shared ? constants.readLock() : constants.writeLock();
    }

    private int command(Mechanism mechanism) {
        return switch (mechanism) {
            case LOCKF -> constants.setLock();
            case OFD -> constants.setLockOfDescription();
            case FLOCK, LOCK_FILE_EX -> throw new IllegalArgumentException("no fcntl command for " + mechanism);
        };
    }

    private boolean fcntl(int command, long descriptor, short type, long start, long length) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment flock = scratch.area();
            describe(flock, type, start, length);
            int result;
            do {
                result = libC.fcntl(scratch, (int) descriptor, command, flock.address());
            } while (result < 0 && scratch.error() == EINTR);
            return succeeded("fcntl", result, scratch);
        }
    }

    /** POSIX lets a system say EACCES instead of EAGAIN where another holder is in the way. */
    private boolean succeeded(String call, int result, Scratch scratch) throws SysException {
        if (result >= 0) {
            return true;
        }
        int error = scratch.error();
        if (error == constants.again() || error == EACCES) {
            return false;
        }
        throw errors.failure(call, error);
    }
}
