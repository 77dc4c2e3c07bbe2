package io.portalocker.internal.sys.posix;

import static io.portalocker.internal.sys.posix.PosixConstants.EINTR;
import static io.portalocker.internal.sys.posix.PosixConstants.READ_ONLY;
import static io.portalocker.internal.sys.posix.PosixConstants.READ_WRITE;
import static io.portalocker.internal.sys.posix.PosixConstants.SEEK_CUR;
import static io.portalocker.internal.sys.posix.PosixConstants.SEEK_END;
import static io.portalocker.internal.sys.posix.PosixConstants.SEEK_SET;
import static io.portalocker.internal.sys.posix.PosixConstants.WRITE_ONLY;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** File calls over a C library; a system adds how it tells the status of a file. */
public abstract non-sealed class PosixFiles implements FileCalls {

    private static final long IOVEC_BYTES = 2L * Long.BYTES;

    private final LibC libC;
    private final PosixConstants constants;
    private final PosixErrors errors;

    /**
     * Makes the calls of one system.
     *
     * @param libC its functions
     * @param constants its numbers
     * @param errors its errors
     */
    protected PosixFiles(LibC libC, PosixConstants constants, PosixErrors errors) {
        this.libC = libC;
        this.constants = constants;
        this.errors = errors;
    }

    /** {@inheritDoc} */
    @Override
    public final long open(Path path, int flags, int permissions) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment name = CString.of(scratch, path);
            int bits = bits(flags);
            int fd;
            do {
                fd = libC.open(scratch, name, bits, permissions);
            } while (fd < 0 && scratch.error() == EINTR);
            return check("open", fd, scratch);
        } finally {
            scratch.give();
        }
    }

    private int bits(int flags) {
        boolean write = OpenFlags.has(flags, OpenFlags.WRITE);
        int access = write ? OpenFlags.has(flags, OpenFlags.READ) ? READ_WRITE : WRITE_ONLY : READ_ONLY;
        return access
                | constants.always()
                | (OpenFlags.has(flags, OpenFlags.APPEND) ? constants.append() : 0)
                | (OpenFlags.has(flags, OpenFlags.CREATE) ? constants.create() : 0)
                | (OpenFlags.has(flags, OpenFlags.EXCLUSIVE) ? constants.exclusive() : 0);
    }

    /** {@inheritDoc} */
    @Override
    public final void close(long descriptor) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            // Never again after EINTR: Linux has freed the number by then, and it may be another thread's already.
            int result = libC.close(scratch, (int) descriptor);
            if (result < 0 && scratch.error() != EINTR) {
                throw errors.failure("close", scratch.error());
            }
        } finally {
            scratch.give();
        }
    }

    /** One attempt at a call on a descriptor. */
    private interface Call {
        long attempt(Scratch scratch, int fd);
    }

    /** Runs a call until it is not interrupted. */
    private long call(String name, long descriptor, Call call) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long result;
            do {
                result = call.attempt(scratch, (int) descriptor);
            } while (result < 0 && scratch.error() == EINTR);
            return check(name, result, scratch);
        } finally {
            scratch.give();
        }
    }

    private long check(String name, long result, Scratch scratch) throws SysException {
        if (result < 0) {
            throw errors.failure(name, scratch.error());
        }
        return result;
    }

    /** {@inheritDoc} */
    @Override
    public final long read(long descriptor, MemorySegment target) throws SysException {
        return call("read", descriptor, (scratch, fd) -> libC.read(scratch, fd, target, target.byteSize()));
    }

    /** {@inheritDoc} */
    @Override
    public final long write(long descriptor, MemorySegment source) throws SysException {
        return call("write", descriptor, (scratch, fd) -> libC.write(scratch, fd, source, source.byteSize()));
    }

    /** {@inheritDoc} */
    @Override
    public final long read(long descriptor, MemorySegment target, long position) throws SysException {
        return call("pread", descriptor, (scratch, fd) -> libC.pread(scratch, fd, target, target.byteSize(), position));
    }

    /** {@inheritDoc} */
    @Override
    public final long write(long descriptor, MemorySegment source, long position) throws SysException {
        return call(
                "pwrite", descriptor, (scratch, fd) -> libC.pwrite(scratch, fd, source, source.byteSize(), position));
    }

    /** {@inheritDoc} */
    @Override
    public final long read(long descriptor, MemorySegment[] targets) throws SysException {
        return call(
                "readv",
                descriptor,
                (scratch, fd) -> libC.readv(scratch, fd, vectors(scratch, targets), targets.length));
    }

    /** {@inheritDoc} */
    @Override
    public final long write(long descriptor, MemorySegment[] sources) throws SysException {
        return call(
                "writev",
                descriptor,
                (scratch, fd) -> libC.writev(scratch, fd, vectors(scratch, sources), sources.length));
    }

    /** Fills an array of {@code struct iovec}: address, then length, of pointer size each. */
    private static MemorySegment vectors(Scratch scratch, MemorySegment[] areas) {
        MemorySegment vectors = scratch.area();
        for (int i = 0; i < areas.length; i++) {
            vectors.set(ValueLayout.ADDRESS, i * IOVEC_BYTES, areas[i]);
            vectors.set(ValueLayout.JAVA_LONG, i * IOVEC_BYTES + Long.BYTES, areas[i].byteSize());
        }
        return vectors;
    }

    /** {@inheritDoc} */
    @Override
    public final long seek(long descriptor, long offset, Origin origin) throws SysException {
        int whence = switch (origin) {
            case START -> SEEK_SET;
            case CURRENT -> SEEK_CUR;
            case END -> SEEK_END;
        };
        return call("lseek", descriptor, (scratch, fd) -> libC.lseek(scratch, fd, offset, whence));
    }

    /** {@inheritDoc} */
    @Override
    public final void truncate(long descriptor, long size) throws SysException {
        call("ftruncate", descriptor, (scratch, fd) -> libC.ftruncate(scratch, fd, size));
    }

    /** {@inheritDoc} */
    @Override
    public final void force(long descriptor, boolean metadata) throws SysException {
        call("fsync", descriptor, (scratch, fd) -> libC.sync(scratch, fd, metadata));
    }

    /** {@inheritDoc} */
    @Override
    public final void touch(long descriptor) throws SysException {
        call("futimens", descriptor, (scratch, fd) -> libC.futimens(scratch, fd, MemorySegment.NULL));
    }

    /** {@inheritDoc} */
    @Override
    public final void setPermissions(long descriptor, int permissions) throws SysException {
        call("fchmod", descriptor, (scratch, fd) -> libC.fchmod(scratch, fd, permissions));
    }

    /** {@inheritDoc} */
    @Override
    public final SysException refusal(String call, FileStatus status) {
        return errors.refusal(call, status);
    }

    /**
     * Writes a path as a C string.
     *
     * @param scratch where to
     * @param path the path
     * @return the string
     */
    protected static MemorySegment cString(Scratch scratch, Path path) {
        return CString.of(scratch, path);
    }
}
