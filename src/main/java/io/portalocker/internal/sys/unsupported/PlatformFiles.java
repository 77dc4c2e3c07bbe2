package io.portalocker.internal.sys.unsupported;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** No file calls. */
public final class PlatformFiles implements FileCalls {

    /** Makes the refusals. */
    public PlatformFiles() {}

    @Override
    public long open(Path path, int flags, int permissions) throws SysException {
        throw PlatformErrors.refusal("open");
    }

    @Override
    public void close(long descriptor) throws SysException {
        throw PlatformErrors.refusal("close");
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        throw PlatformErrors.refusal("status");
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        throw PlatformErrors.refusal("status");
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        throw PlatformErrors.refusal("isAt");
    }

    @Override
    public long read(long descriptor, MemorySegment target) throws SysException {
        throw PlatformErrors.refusal("read");
    }

    @Override
    public long write(long descriptor, MemorySegment source) throws SysException {
        throw PlatformErrors.refusal("write");
    }

    @Override
    public long read(long descriptor, MemorySegment target, long position) throws SysException {
        throw PlatformErrors.refusal("read");
    }

    @Override
    public long write(long descriptor, MemorySegment source, long position) throws SysException {
        throw PlatformErrors.refusal("write");
    }

    @Override
    public long read(long descriptor, MemorySegment[] targets) throws SysException {
        throw PlatformErrors.refusal("read");
    }

    @Override
    public long write(long descriptor, MemorySegment[] sources) throws SysException {
        throw PlatformErrors.refusal("write");
    }

    @Override
    public long seek(long descriptor, long offset, Origin origin) throws SysException {
        throw PlatformErrors.refusal("seek");
    }

    @Override
    public void truncate(long descriptor, long size) throws SysException {
        throw PlatformErrors.refusal("truncate");
    }

    @Override
    public void force(long descriptor, boolean metadata) throws SysException {
        throw PlatformErrors.refusal("force");
    }

    @Override
    public void touch(long descriptor) throws SysException {
        throw PlatformErrors.refusal("touch");
    }

    @Override
    public void setPermissions(long descriptor, int permissions) throws SysException {
        throw PlatformErrors.refusal("setPermissions");
    }

    @Override
    public SysException refusal(String call, FileStatus status) {
        return PlatformErrors.refusal(call);
    }
}
