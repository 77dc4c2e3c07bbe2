package io.portalocker.internal.sys.posix;

import static io.portalocker.internal.sys.posix.PosixConstants.EPERM;
import static io.portalocker.internal.sys.posix.PosixConstants.ESRCH;

import io.portalocker.internal.sys.ProcessCalls;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Process calls over a C library; a system adds what it knows of other processes. */
public abstract non-sealed class PosixProcesses implements ProcessCalls {

    private static final int LONGEST_HOST_NAME = 256;

    private final LibC libC;
    private final PosixErrors errors;

    protected PosixProcesses(LibC libC, PosixErrors errors) {
        this.libC = libC;
        this.errors = errors;
    }

    @Override
    public final byte[] hostName() throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment name = scratch.area().fill((byte) 0);
            if (libC.gethostname(scratch, name, LONGEST_HOST_NAME) < 0) {
                throw errors.failure("gethostname", scratch.error());
            }
            int length = 0;
            while (name.get(ValueLayout.JAVA_BYTE, length) != 0) {
                length++;
            }
            return name.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @Override
    public final boolean isAlive(long pid) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            if (libC.kill(scratch, Math.toIntExact(pid), 0) == 0 || scratch.error() == EPERM) {
                return true;
            }
            if (scratch.error() == ESRCH) {
                return false;
            }
            throw errors.failure("kill", scratch.error());
        }
    }

    @Override
    public final void signal(long pid, int signal) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            if (libC.kill(scratch, Math.toIntExact(pid), signal) < 0) {
                throw errors.failure("kill", scratch.error());
            }
        }
    }

    @Override
    public final int effectiveUser() {
        try (Scratch scratch = Scratch.take()) {
            return libC.geteuid(scratch);
        }
    }
}
