package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.FILE_BASIC_INFO;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of Windows: a descriptor is a handle. Nobody can delete or rename a file while it is open here, as with the Python
 * peers, which do not look whether the name still leads to the file; unless it was opened as {@link OpenFlags#MOVABLE}.
 */
public final class PlatformFiles implements FileCalls {

    private interface Work {
        void with(Scratch scratch) throws SysException;
    }

    private static void borrowing(Work work) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            work.with(scratch);
        }
    }

    /** An existing reparse point is refused, be it a link, a junction or a placeholder of a cloud drive. */
    @Override
    public long open(Path path, int flags, int permissions) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            if (OpenFlags.has(flags, OpenFlags.PIN)) {
                return HandleTags.tag(Opening.examine(scratch, path), flags);
            }
            long handle = Opening.open(
                    scratch,
                    WidePath.of(scratch, path),
                    CreateWords.access(flags),
                    CreateWords.share(flags),
                    CreateWords.disposition(flags),
                    WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT() | CreateWords.attributes(permissions));
            refuseLink(scratch, handle);
            return HandleTags.tag(handle, flags);
        }
    }

    /** Opens for reading and writing a file that goes with its last handle, however the process ends. */
    long openDeletedOnClose(Path path) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long handle = Opening.open(
                    scratch,
                    WidePath.of(scratch, path),
                    WindowsConstants.GENERIC_READ() | WindowsConstants.GENERIC_WRITE(),
                    Opening.SHARE_ALL,
                    WindowsConstants.OPEN_EXISTING(),
                    WindowsConstants.FILE_FLAG_DELETE_ON_CLOSE() | WindowsConstants.FILE_ATTRIBUTE_NORMAL());
            return HandleTags.tag(handle, OpenFlags.READ | OpenFlags.WRITE);
        }
    }

    private static void refuseLink(Scratch scratch, long handle) throws SysException {
        boolean accepted = false;
        try {
            if (type(scratch, handle) == FileType.SYMBOLIC_LINK) {
                throw PlatformErrors.refusal("CreateFileW", status(scratch, handle));
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
        Directories.forget(descriptor);
        try (Scratch scratch = Scratch.take()) {
            PlatformErrors.check("CloseHandle", Native.closeHandle(scratch, descriptor), scratch);
        }
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            return status(scratch, descriptor);
        }
    }

    /** One question, of the file alone; those of {@link #status} are of its volume too. Pipes and consoles do not answer it. */
    static FileType type(Scratch scratch, long handle) throws SysException {
        MemorySegment information = scratch.area().asSlice(0, FILE_BASIC_INFO.sizeof());
        int told = NativeNames.getFileInformation(scratch, handle, WindowsConstants.FileBasicInfo(), information);
        return told != 0
                ? Structs.type(FILE_BASIC_INFO.FileAttributes(information))
                : status(scratch, handle).type();
    }

    /** Pipes and consoles have no information of this kind, only a type. */
    private static FileStatus status(Scratch scratch, long handle) throws SysException {
        boolean told = Identity.isTold(scratch, handle);
        MemorySegment information = scratch.area();
        if (Native.getFileInformationByHandle(scratch, handle, information) != 0) {
            return told ? Structs.status(information, scratch.device(), scratch.inode()) : Structs.status(information);
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

    /** {@return the number of the volume, which is that of no file} */
    long volume(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment information = scratch.area();
            PlatformErrors.check(
                    "GetFileInformationByHandle",
                    Native.getFileInformationByHandle(scratch, descriptor, information),
                    scratch);
            return Structs.device(information);
        }
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long handle = Opening.examine(scratch, path);
            try {
                return status(scratch, handle);
            } finally {
                Native.closeHandle(scratch, handle);
            }
        }
    }

    /** What is about to go is not there any more: nobody can open it. */
    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long handle = Opening.examine(scratch, path);
            try {
                Identity.of(scratch, handle);
                return scratch.device() == device && scratch.inode() == inode;
            } finally {
                Native.closeHandle(scratch, handle);
            }
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND || Names.isGoing(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public long read(long descriptor, MemorySegment target) throws SysException {
        return Transfers.read(descriptor, target);
    }

    @Override
    public long write(long descriptor, MemorySegment source) throws SysException {
        return Transfers.write(descriptor, source);
    }

    @Override
    public long read(long descriptor, MemorySegment target, long position) throws SysException {
        return Transfers.read(descriptor, target, position);
    }

    @Override
    public long write(long descriptor, MemorySegment source, long position) throws SysException {
        return Transfers.write(descriptor, source, position);
    }

    @Override
    public long read(long descriptor, MemorySegment[] targets) throws SysException {
        return Transfers.read(descriptor, targets);
    }

    @Override
    public long write(long descriptor, MemorySegment[] sources) throws SysException {
        return Transfers.write(descriptor, sources);
    }

    @Override
    public long seek(long descriptor, long offset, Origin origin) throws SysException {
        return Transfers.seek(descriptor, offset, origin);
    }

    @Override
    public void truncate(long descriptor, long size) throws SysException {
        Transfers.truncate(descriptor, size);
    }

    @Override
    public void force(long descriptor, boolean metadata) throws SysException {
        Transfers.force(descriptor);
    }

    @Override
    public void touch(long descriptor) throws SysException {
        Transfers.touch(descriptor);
    }

    /** Has no effect: who may do what is said by access control lists, which files inherit from their directory. */
    @Override
    public void setPermissions(long descriptor, int permissions) {}

    @Override
    public void adopt(long descriptor, Path like) throws SysException {
        borrowing(scratch -> Rights.adopt(scratch, descriptor, like));
    }

    @Override
    public void link(Path existing, Path name) throws SysException {
        borrowing(scratch -> Names.link(scratch, existing, name));
    }

    @Override
    public void rename(Path from, Path to) throws SysException {
        rename(from, to, true);
    }

    @Override
    public void renameNew(Path from, Path to) throws SysException {
        rename(from, to, false);
    }

    private static void rename(Path from, Path to, boolean replaces) throws SysException {
        borrowing(scratch -> Names.rename(scratch, from, to, replaces));
    }

    @Override
    public void unlink(Path name) throws SysException {
        borrowing(scratch -> Names.unlink(scratch, name));
    }

    @Override
    public boolean unlink(Path name, long device, long inode) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            return Names.unlink(scratch, name, device, inode);
        }
    }

    @Override
    public boolean removesExactly() {
        return true;
    }

    @Override
    public boolean keepsNamesOfOpenFiles() {
        return true;
    }

    @Override
    public boolean hasOwners() {
        return false;
    }

    /** Access lists come from the directory above. */
    @Override
    public void makeDirectory(Path path, int permissions) throws SysException {
        borrowing(scratch -> Names.makeDirectory(scratch, path));
    }

    @Override
    public long openDirectory(Path path) throws SysException {
        return Directories.open(this, path);
    }

    @Override
    public long openDirectory(long directory, String name) throws SysException {
        return openDirectory(Directories.path(directory, name));
    }

    @Override
    public long open(long directory, String name, int flags, int permissions) throws SysException {
        return open(Directories.path(directory, name), flags, permissions);
    }

    @Override
    public FileStatus status(long directory, String name) throws SysException {
        return status(Directories.path(directory, name));
    }

    @Override
    public void link(long directory, String existing, String name) throws SysException {
        link(Directories.path(directory, existing), Directories.path(directory, name));
    }

    @Override
    public void rename(long directory, String from, String to) throws SysException {
        rename(Directories.path(directory, from), Directories.path(directory, to));
    }

    @Override
    public void unlink(long directory, String name) throws SysException {
        unlink(Directories.path(directory, name));
    }

    @Override
    public void makeDirectory(long directory, String name, int permissions) throws SysException {
        makeDirectory(Directories.path(directory, name), permissions);
    }

    @Override
    public List<String> list(long directory) throws SysException {
        return Directories.list(directory);
    }

    @Override
    public SysException refusal(String call, FileStatus status) {
        return PlatformErrors.refusal(call, status);
    }
}
