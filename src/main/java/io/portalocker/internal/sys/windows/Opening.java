package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Opens by name, whatever for, and finds out why that was denied. */
final class Opening {

    /** Others may read, write, rename and delete the file meanwhile. */
    static final int SHARE_ALL = WindowsConstants.FILE_SHARE_READ()
            | WindowsConstants.FILE_SHARE_WRITE()
            | WindowsConstants.FILE_SHARE_DELETE();

    private Opening() {}

    /** {@return a handle, without tags} */
    static long open(Scratch scratch, MemorySegment name, int access, int share, int disposition, int flags)
            throws SysException {
        long handle = Native.createFile(scratch, name, access, share, disposition, flags);
        if (isValid(handle)) {
            return handle;
        }
        int error = scratch.error();
        if (error != WindowsConstants.ERROR_ACCESS_DENIED()) {
            throw PlatformErrors.failure("CreateFileW", error);
        }
        // Linked first: what linking asks of the system would be in the way of the answer.
        NativeNames.lastStatus(scratch);
        handle = Native.createFile(scratch, name, access, share, disposition, flags);
        if (isValid(handle)) {
            return handle;
        }
        error = scratch.error();
        int status = NativeNames.lastStatus(scratch);
        throw denied(scratch, name, error, status);
    }

    private static boolean isValid(long handle) {
        return handle != WindowsConstants.INVALID_HANDLE_VALUE().address();
    }

    /** Windows says the same of a file that goes with its last handle, of a directory, and of what is forbidden. */
    private static SysException denied(Scratch scratch, MemorySegment name, int error, int status) {
        if (error != WindowsConstants.ERROR_ACCESS_DENIED()) {
            return PlatformErrors.failure("CreateFileW", error);
        }
        if (status == WindowsConstants.STATUS_DELETE_PENDING()) {
            return PlatformErrors.failure("CreateFileW", WindowsConstants.ERROR_DELETE_PENDING());
        }
        int attributes = Native.getFileAttributes(scratch, name);
        boolean directory = attributes != WindowsConstants.INVALID_FILE_ATTRIBUTES()
                && Structs.type(attributes) == FileType.DIRECTORY;
        return new SysException(
                "CreateFileW",
                error,
                PlatformErrors.symbol(error),
                directory ? ErrorKind.IS_DIRECTORY : ErrorKind.ACCESS_DENIED);
    }

    /** Opens for no access at all, which no share mode forbids and which forbids nothing to others; directories too. */
    static long examine(Scratch scratch, Path path) throws SysException {
        return open(
                scratch,
                WidePath.of(scratch, path),
                0,
                SHARE_ALL,
                WindowsConstants.OPEN_EXISTING(),
                WindowsConstants.FILE_FLAG_BACKUP_SEMANTICS() | WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT());
    }
}
