package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.FILETIME;
import io.portalocker.bindings.windows.OVERLAPPED;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.bindings.windows._LARGE_INTEGER;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Files of Windows: a descriptor is a handle. Nobody can delete or rename a file while it is open here, as with the Python
 * peers, which do not look whether the name still leads to the file. This layer has not run on Windows.
 */
public final class PlatformFiles implements FileCalls {

    /** As an offset: the end of the file, found and written in one step. */
    static final long END_OF_FILE = -1;

    private static final int OWNER_WRITES = 0200;
    private static final int LARGEST_TRANSFER = 1 << 30;
    private static final long DONE = OVERLAPPED.sizeof();
    private static final long DISTANCE = DONE + Long.BYTES;
    private static final long POSITION = DISTANCE + Long.BYTES;

    /** Makes the calls. */
    public PlatformFiles() {}

    /** An existing reparse point is refused, be it a link, a junction or a placeholder of a cloud drive. */
    @Override
    public long open(Path path, int flags, int permissions) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment name = WidePath.of(scratch, path);
            long handle = Native.createFile(
                    scratch,
                    name,
                    access(flags),
                    WindowsConstants.FILE_SHARE_READ() | WindowsConstants.FILE_SHARE_WRITE(),
                    disposition(flags),
                    WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT() | attributes(permissions));
            if (handle == WindowsConstants.INVALID_HANDLE_VALUE().address()) {
                throw openFailure(scratch, name, scratch.error());
            }
            refuseLink(scratch, handle);
            return HandleTags.tag(handle, flags);
        } finally {
            scratch.give();
        }
    }

    /** Opens for reading and writing a file that goes with its last handle, however the process ends. */
    long openDeletedOnClose(Path path) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long handle = Native.createFile(
                    scratch,
                    WidePath.of(scratch, path),
                    WindowsConstants.GENERIC_READ() | WindowsConstants.GENERIC_WRITE(),
                    WindowsConstants.FILE_SHARE_READ()
                            | WindowsConstants.FILE_SHARE_WRITE()
                            | WindowsConstants.FILE_SHARE_DELETE(),
                    WindowsConstants.OPEN_EXISTING(),
                    WindowsConstants.FILE_FLAG_DELETE_ON_CLOSE() | WindowsConstants.FILE_ATTRIBUTE_NORMAL());
            if (handle == WindowsConstants.INVALID_HANDLE_VALUE().address()) {
                throw PlatformErrors.failure("CreateFileW", scratch.error());
            }
            return HandleTags.tag(handle, OpenFlags.READ | OpenFlags.WRITE);
        } finally {
            scratch.give();
        }
    }

    static int access(int flags) {
        return (OpenFlags.has(flags, OpenFlags.READ) ? WindowsConstants.GENERIC_READ() : 0)
                | (OpenFlags.has(flags, OpenFlags.WRITE) ? WindowsConstants.GENERIC_WRITE() : 0);
    }

    static int disposition(int flags) {
        if (!OpenFlags.has(flags, OpenFlags.CREATE)) {
            return WindowsConstants.OPEN_EXISTING();
        }
        return OpenFlags.has(flags, OpenFlags.EXCLUSIVE)
                ? WindowsConstants.CREATE_NEW()
                : WindowsConstants.OPEN_ALWAYS();
    }

    private static int attributes(int permissions) {
        return (permissions & OWNER_WRITES) == 0
                ? WindowsConstants.FILE_ATTRIBUTE_READONLY()
                : WindowsConstants.FILE_ATTRIBUTE_NORMAL();
    }

    /** Windows denies access to a directory that is opened as a file; the message should say why. */
    private static SysException openFailure(Scratch scratch, MemorySegment name, int error) {
        if (error == WindowsConstants.ERROR_ACCESS_DENIED()) {
            int attributes = Native.getFileAttributes(scratch, name);
            if (attributes != WindowsConstants.INVALID_FILE_ATTRIBUTES()
                    && Structs.type(attributes) == FileType.DIRECTORY) {
                return new SysException("CreateFileW", error, PlatformErrors.symbol(error), ErrorKind.IS_DIRECTORY);
            }
        }
        return PlatformErrors.failure("CreateFileW", error);
    }

    private static void refuseLink(Scratch scratch, long handle) throws SysException {
        boolean accepted = false;
        try {
            FileStatus status = status(scratch, handle);
            if (status.type() == FileType.SYMBOLIC_LINK) {
                throw PlatformErrors.refusal("CreateFileW", status);
            }
            accepted = true;
        } finally {
            if (!accepted) {
                Native.closeHandle(scratch, handle);
            }
        }
    }

    @Override
    public void close(long descriptor) throws SysException {
        HeldLocks.forget(descriptor);
        Scratch scratch = Scratch.take();
        try {
            PlatformErrors.check("CloseHandle", Native.closeHandle(scratch, descriptor), scratch);
        } finally {
            scratch.give();
        }
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            return status(scratch, descriptor);
        } finally {
            scratch.give();
        }
    }

    /** Pipes and consoles have no information of this kind, only a type. */
    private static FileStatus status(Scratch scratch, long handle) throws SysException {
        MemorySegment information = scratch.area();
        if (Native.getFileInformationByHandle(scratch, handle, information) != 0) {
            return Structs.status(information);
        }
        int error = scratch.error();
        int type = Native.getFileType(scratch, handle);
        if (type == WindowsConstants.FILE_TYPE_PIPE()) {
            return new FileStatus(0, 0, FileType.FIFO, 0666, 1, 0, 0, 0, 0);
        }
        if (type == WindowsConstants.FILE_TYPE_CHAR()) {
            return new FileStatus(0, 0, FileType.DEVICE, 0666, 1, 0, 0, 0, 0);
        }
        throw PlatformErrors.failure("GetFileInformationByHandle", error);
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long handle = examine(scratch, path);
            if (handle == WindowsConstants.INVALID_HANDLE_VALUE().address()) {
                throw PlatformErrors.failure("CreateFileW", scratch.error());
            }
            try {
                return status(scratch, handle);
            } finally {
                Native.closeHandle(scratch, handle);
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long handle = examine(scratch, path);
            if (handle == WindowsConstants.INVALID_HANDLE_VALUE().address()) {
                int error = scratch.error();
                if (PlatformErrors.kind(error) == ErrorKind.NOT_FOUND) {
                    return false;
                }
                throw PlatformErrors.failure("CreateFileW", error);
            }
            try {
                FileStatus status = status(scratch, handle);
                return status.device() == device && status.inode() == inode;
            } finally {
                Native.closeHandle(scratch, handle);
            }
        } finally {
            scratch.give();
        }
    }

    /** Opens for no access at all, which no share mode forbids and which forbids nothing to others; directories too. */
    private static long examine(Scratch scratch, Path path) {
        return Native.createFile(
                scratch,
                WidePath.of(scratch, path),
                0,
                WindowsConstants.FILE_SHARE_READ()
                        | WindowsConstants.FILE_SHARE_WRITE()
                        | WindowsConstants.FILE_SHARE_DELETE(),
                WindowsConstants.OPEN_EXISTING(),
                WindowsConstants.FILE_FLAG_BACKUP_SEMANTICS() | WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT());
    }

    private static int length(MemorySegment memory) {
        return (int) Math.min(memory.byteSize(), LARGEST_TRANSFER);
    }

    private static long read(Scratch scratch, long descriptor, MemorySegment target, MemorySegment overlapped)
            throws SysException {
        MemorySegment done = scratch.area().asSlice(DONE, Integer.BYTES);
        int result = Native.readFile(scratch, descriptor, target, length(target), done, overlapped);
        if (result == 0) {
            int error = scratch.error();
            if (error == WindowsConstants.ERROR_HANDLE_EOF() || error == WindowsConstants.ERROR_BROKEN_PIPE()) {
                return 0;
            }
            throw PlatformErrors.failure("ReadFile", error);
        }
        return Integer.toUnsignedLong(done.get(ValueLayout.JAVA_INT, 0));
    }

    private static long write(Scratch scratch, long descriptor, MemorySegment source, MemorySegment overlapped)
            throws SysException {
        MemorySegment done = scratch.area().asSlice(DONE, Integer.BYTES);
        int result = Native.writeFile(scratch, descriptor, source, length(source), done, overlapped);
        PlatformErrors.check("WriteFile", result, scratch);
        return Integer.toUnsignedLong(done.get(ValueLayout.JAVA_INT, 0));
    }

    @Override
    public long read(long descriptor, MemorySegment target) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            return read(scratch, descriptor, target, MemorySegment.NULL);
        } finally {
            scratch.give();
        }
    }

    @Override
    public long write(long descriptor, MemorySegment source) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            boolean appends = HandleTags.appends(descriptor);
            return write(
                    scratch,
                    descriptor,
                    source,
                    appends ? Structs.overlapped(scratch.area(), END_OF_FILE) : MemorySegment.NULL);
        } finally {
            scratch.give();
        }
    }

    /**
     * Reads at a position. On such a handle Windows moves the position of the handle as well; it is put back, but another
     * thread that reads at it meanwhile finds it moved.
     */
    @Override
    public long read(long descriptor, MemorySegment target, long position) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long before = seek(scratch, descriptor, 0, WindowsConstants.FILE_CURRENT());
            try {
                return read(scratch, descriptor, target, Structs.overlapped(scratch.area(), position));
            } finally {
                seek(scratch, descriptor, before, WindowsConstants.FILE_BEGIN());
            }
        } finally {
            scratch.give();
        }
    }

    /** Writes at a position, or at the end where the handle appends, and puts the position back as reading does. */
    @Override
    public long write(long descriptor, MemorySegment source, long position) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long before = seek(scratch, descriptor, 0, WindowsConstants.FILE_CURRENT());
            long offset = HandleTags.appends(descriptor) ? END_OF_FILE : position;
            try {
                return write(scratch, descriptor, source, Structs.overlapped(scratch.area(), offset));
            } finally {
                seek(scratch, descriptor, before, WindowsConstants.FILE_BEGIN());
            }
        } finally {
            scratch.give();
        }
    }

    /** One call an area: the scattering calls of Windows want whole pages and an unbuffered handle. */
    @Override
    public long read(long descriptor, MemorySegment[] targets) throws SysException {
        long total = 0;
        for (MemorySegment target : targets) {
            long bytes = read(descriptor, target);
            total += bytes;
            if (bytes < target.byteSize()) {
                break;
            }
        }
        return total;
    }

    /** One call an area, as for reading. */
    @Override
    public long write(long descriptor, MemorySegment[] sources) throws SysException {
        long total = 0;
        for (MemorySegment source : sources) {
            long bytes = write(descriptor, source);
            total += bytes;
            if (bytes < source.byteSize()) {
                break;
            }
        }
        return total;
    }

    @Override
    public long seek(long descriptor, long offset, Origin origin) throws SysException {
        int method = switch (origin) {
            case START -> WindowsConstants.FILE_BEGIN();
            case CURRENT -> WindowsConstants.FILE_CURRENT();
            case END -> WindowsConstants.FILE_END();
        };
        Scratch scratch = Scratch.take();
        try {
            return seek(scratch, descriptor, offset, method);
        } finally {
            scratch.give();
        }
    }

    private static long seek(Scratch scratch, long descriptor, long offset, int method) throws SysException {
        MemorySegment distance = scratch.area().asSlice(DISTANCE, Long.BYTES);
        MemorySegment position = scratch.area().asSlice(POSITION, Long.BYTES);
        _LARGE_INTEGER.QuadPart(distance, offset);
        int result = Native.setFilePointer(scratch, descriptor, distance, position, method);
        PlatformErrors.check("SetFilePointerEx", result, scratch);
        return _LARGE_INTEGER.QuadPart(position);
    }

    /** The end of a file is set at the position, which is put back afterwards. */
    @Override
    public void truncate(long descriptor, long size) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            long before = seek(scratch, descriptor, 0, WindowsConstants.FILE_CURRENT());
            seek(scratch, descriptor, size, WindowsConstants.FILE_BEGIN());
            try {
                PlatformErrors.check("SetEndOfFile", Native.setEndOfFile(scratch, descriptor), scratch);
            } finally {
                seek(scratch, descriptor, before, WindowsConstants.FILE_BEGIN());
            }
        } finally {
            scratch.give();
        }
    }

    /** Windows denies this to a handle without the right to write, through which nothing was written. */
    @Override
    public void force(long descriptor, boolean metadata) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            int result = Native.flushFileBuffers(scratch, descriptor);
            if (result == 0 && scratch.error() != WindowsConstants.ERROR_ACCESS_DENIED()) {
                throw PlatformErrors.failure("FlushFileBuffers", scratch.error());
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public void touch(long descriptor) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment now = Structs.fileTime(scratch.area().asSlice(0, FILETIME.sizeof()), Instant.now());
            PlatformErrors.check("SetFileTime", Native.setFileTime(scratch, descriptor, now, now), scratch);
        } finally {
            scratch.give();
        }
    }

    /** Has no effect: who may do what is said by access control lists, which files inherit from their directory. */
    @Override
    public void setPermissions(long descriptor, int permissions) {}

    @Override
    public SysException refusal(String call, FileStatus status) {
        return PlatformErrors.refusal(call, status);
    }
}
