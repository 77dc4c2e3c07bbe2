package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.DELETE;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_DISPOSITION_FLAG_DELETE;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_DISPOSITION_FLAG_POSIX_SEMANTICS;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_READ_ATTRIBUTES;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_RENAME_FLAG_IGNORE_READONLY_ATTRIBUTE;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_RENAME_FLAG_POSIX_SEMANTICS;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_RENAME_FLAG_REPLACE_IF_EXISTS;
import static io.portalocker.bindings.windows.WindowsConstants.OPEN_EXISTING;
import static io.portalocker.bindings.windows.WindowsConstants.SYNCHRONIZE;

import io.portalocker.bindings.windows.FILE_DISPOSITION_INFO;
import io.portalocker.bindings.windows.FILE_DISPOSITION_INFO_EX;
import io.portalocker.bindings.windows.FILE_RENAME_INFO;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * Takes names away and gives others, by handle: so it is the file that was looked at that loses its name. Since Windows 10
 * 1709 NTFS does as POSIX does, and a name is free at once; elsewhere a deleted file keeps it until nobody has the file open,
 * and nothing takes the place of an open file.
 */
final class Names {

    private static final long FILE_NAME = FILE_RENAME_INFO.FileName$offset();

    private Names() {}

    private static long open(Scratch scratch, Path path) throws SysException {
        return Opening.open(
                scratch,
                WidePath.of(scratch, path),
                DELETE() | FILE_READ_ATTRIBUTES() | SYNCHRONIZE(),
                Opening.SHARE_ALL,
                OPEN_EXISTING(),
                FILE_FLAG_OPEN_REPARSE_POINT());
    }

    static void unlink(Scratch scratch, Path name) throws SysException {
        long handle = open(scratch, name);
        try {
            dispose(scratch, handle);
        } finally {
            Native.closeHandle(scratch, handle);
        }
    }

    /** {@return whether it was this file that had the name} */
    static boolean unlink(Scratch scratch, Path name, long device, long inode) throws SysException {
        long handle;
        try {
            handle = open(scratch, name);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND || isGoing(e)) {
                return false;
            }
            throw e;
        }
        try {
            Identity.of(scratch, handle);
            if (scratch.device() != device || scratch.inode() != inode) {
                return false;
            }
            dispose(scratch, handle);
            return true;
        } finally {
            Native.closeHandle(scratch, handle);
        }
    }

    /** Whether the name leads to a file that nobody can open any more, and will be free when its last handle is closed. */
    static boolean isGoing(SysException failure) {
        return failure.code() == WindowsConstants.ERROR_DELETE_PENDING();
    }

    private static void dispose(Scratch scratch, long handle) throws SysException {
        MemorySegment flags = scratch.area().asSlice(0, FILE_DISPOSITION_INFO_EX.sizeof());
        FILE_DISPOSITION_INFO_EX.Flags(
                flags,
                FILE_DISPOSITION_FLAG_DELETE()
                        | FILE_DISPOSITION_FLAG_POSIX_SEMANTICS()
                        | FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE());
        int done = NativeNames.setFileInformation(scratch, handle, WindowsConstants.FileDispositionInfoEx(), flags);
        if (done == 0 && isUnknown(scratch.error())) {
            MemorySegment yes = scratch.area().asSlice(0, FILE_DISPOSITION_INFO.sizeof());
            FILE_DISPOSITION_INFO.DeleteFileA(yes, (byte) 1);
            done = NativeNames.setFileInformation(scratch, handle, WindowsConstants.FileDispositionInfo(), yes);
        }
        PlatformErrors.check("SetFileInformationByHandle", done, scratch);
    }

    /** An older system, or a file system of another kind: each says it in its own way. */
    private static boolean isUnknown(int error) {
        return error == WindowsConstants.ERROR_INVALID_PARAMETER()
                || PlatformErrors.kind(error) == ErrorKind.NOT_SUPPORTED;
    }

    static void rename(Scratch scratch, Path from, Path to, boolean replaces) throws SysException {
        long handle = open(scratch, from);
        try {
            String target = WidePath.text(to);
            MemorySegment information = Arena.ofAuto()
                    .allocate(
                            FILE_NAME + (target.length() + 1L) * Character.BYTES,
                            FILE_RENAME_INFO.layout().byteAlignment());
            FILE_RENAME_INFO.FileNameLength(information, target.length() * Character.BYTES);
            for (int i = 0; i < target.length(); i++) {
                information.set(
                        ValueLayout.JAVA_CHAR_UNALIGNED, FILE_NAME + (long) i * Character.BYTES, target.charAt(i));
            }
            int replace = replaces ? FILE_RENAME_FLAG_REPLACE_IF_EXISTS() : 0;
            FILE_RENAME_INFO.Flags(
                    information,
                    replace | FILE_RENAME_FLAG_POSIX_SEMANTICS() | FILE_RENAME_FLAG_IGNORE_READONLY_ATTRIBUTE());
            int done =
                    NativeNames.setFileInformation(scratch, handle, WindowsConstants.FileRenameInfoEx(), information);
            if (done == 0 && isUnknown(scratch.error())) {
                FILE_RENAME_INFO.Flags(information, replace);
                done = NativeNames.setFileInformation(scratch, handle, WindowsConstants.FileRenameInfo(), information);
            }
            if (done == 0) {
                throw notRenamed(scratch.error(), replaces);
            }
        } finally {
            Native.closeHandle(scratch, handle);
        }
    }

    /** An open file that is in the way is no missing permission: it will be closed. */
    private static SysException notRenamed(int error, boolean replaces) {
        boolean inTheWay = replaces && error == WindowsConstants.ERROR_ACCESS_DENIED();
        return inTheWay
                ? new SysException("SetFileInformationByHandle", error, PlatformErrors.symbol(error), ErrorKind.BUSY)
                : PlatformErrors.failure("SetFileInformationByHandle", error);
    }

    static void link(Scratch scratch, Path existing, Path name) throws SysException {
        int done = NativeNames.createHardLink(
                scratch, WidePath.of(scratch, name), WidePath.other(scratch, WidePath.text(existing)));
        PlatformErrors.check("CreateHardLinkW", done, scratch);
    }

    static void makeDirectory(Scratch scratch, Path path) throws SysException {
        PlatformErrors.check(
                "CreateDirectoryW", NativeNames.createDirectory(scratch, WidePath.of(scratch, path)), scratch);
    }
}
