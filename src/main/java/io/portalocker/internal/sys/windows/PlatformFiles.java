package io.portalocker.internal.sys.windows;

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
        throw Native.refusal("open");
    }

    @Override
    public void close(long descriptor) throws SysException {
        throw Native.refusal("close");
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        throw Native.refusal("status");
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        throw Native.refusal("status");
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        throw Native.refusal("isAt");
    }

    @Override
    public long read(long descriptor, MemorySegment target) throws SysException {
        throw Native.refusal("read");
    }

    @Override
    public long write(long descriptor, MemorySegment source) throws SysException {
        throw Native.refusal("write");
    }

    @Override
    public long read(long descriptor, MemorySegment target, long position) throws SysException {
        throw Native.refusal("read");
    }

    @Override
    public long write(long descriptor, MemorySegment source, long position) throws SysException {
        throw Native.refusal("write");
    }

    @Override
    public long read(long descriptor, MemorySegment[] targets) throws SysException {
        throw Native.refusal("read");
    }

    @Override
    public long write(long descriptor, MemorySegment[] sources) throws SysException {
        throw Native.refusal("write");
    }

    @Override
    public long seek(long descriptor, long offset, Origin origin) throws SysException {
        throw Native.refusal("seek");
    }

    @Override
    public void truncate(long descriptor, long size) throws SysException {
        throw Native.refusal("truncate");
    }

    @Override
    public void force(long descriptor, boolean metadata) throws SysException {
        throw Native.refusal("force");
    }

    @Override
    public void touch(long descriptor) throws SysException {
        throw Native.refusal("touch");
    }

    @Override
    public void setPermissions(long descriptor, int permissions) throws SysException {
        throw Native.refusal("setPermissions");
    }

    @Override
    public SysException refusal(String call, FileStatus status) {
        return Native.refusal(call);
    }
}
