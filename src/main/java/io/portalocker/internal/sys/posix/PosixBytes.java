package io.portalocker.internal.sys.posix;

import static io.portalocker.internal.sys.posix.PosixConstants.EINTR;
import static io.portalocker.internal.sys.posix.PosixConstants.SEEK_CUR;
import static io.portalocker.internal.sys.posix.PosixConstants.SEEK_END;
import static io.portalocker.internal.sys.posix.PosixConstants.SEEK_SET;

import io.portalocker.internal.sys.FileCalls.Origin;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What {@link PosixFiles} does through an open descriptor. {@code EINTR} is retried, nothing else is. */
abstract class PosixBytes {

    private static final long IOVEC_BYTES = 2L * Long.BYTES;

    private final LibC libC;
    private final PosixErrors errors;

    PosixBytes(LibC libC, PosixErrors errors) {
        this.libC = libC;
        this.errors = errors;
    }

    /** One attempt at a call. */
    interface Call {
        long attempt(Scratch scratch);
    }

    /** Runs a call until it is not interrupted. */
    final long call(String name, Call call) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long result;
            do {
                result = call.attempt(scratch);
            } while (result < 0 && scratch.error() == EINTR);
            return check(name, result, scratch);
        }
    }

    final long check(String name, long result, Scratch scratch) throws SysException {
        if (result < 0) {
            throw errors.failure(name, scratch.error());
        }
        return result;
    }

    public final long read(long descriptor, MemorySegment target) throws SysException {
        return call("read", scratch -> libC.read(scratch, (int) descriptor, target, target.byteSize()));
    }

    public final long write(long descriptor, MemorySegment source) throws SysException {
        return call("write", scratch -> libC.write(scratch, (int) descriptor, source, source.byteSize()));
    }

    public final long read(long descriptor, MemorySegment target, long position) throws SysException {
        return call("pread", scratch -> libC.pread(scratch, (int) descriptor, target, target.byteSize(), position));
    }

    public final long write(long descriptor, MemorySegment source, long position) throws SysException {
        return call("pwrite", scratch -> libC.pwrite(scratch, (int) descriptor, source, source.byteSize(), position));
    }

    public final long read(long descriptor, MemorySegment[] targets) throws SysException {
        return call("readv", scratch -> libC.readv(scratch, (int) descriptor, vectors(scratch, targets), targets));
    }

    public final long write(long descriptor, MemorySegment[] sources) throws SysException {
        return call("writev", scratch -> libC.writev(scratch, (int) descriptor, vectors(scratch, sources), sources));
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

    public final long seek(long descriptor, long offset, Origin origin) throws SysException {
        int whence = switch (origin) {
            case START -> SEEK_SET;
            case CURRENT -> SEEK_CUR;
            case END -> SEEK_END;
        };
        return call("lseek", scratch -> libC.lseek(scratch, (int) descriptor, offset, whence));
    }

    public final void truncate(long descriptor, long size) throws SysException {
        call("ftruncate", scratch -> libC.ftruncate(scratch, (int) descriptor, size));
    }

    public final void force(long descriptor, boolean metadata) throws SysException {
        call("fsync", scratch -> libC.sync(scratch, (int) descriptor, metadata));
    }

    public final void touch(long descriptor) throws SysException {
        call("futimens", scratch -> libC.futimens(scratch, (int) descriptor));
    }

    public final void setPermissions(long descriptor, int permissions) throws SysException {
        call("fchmod", scratch -> libC.fchmod(scratch, (int) descriptor, permissions));
    }
}
