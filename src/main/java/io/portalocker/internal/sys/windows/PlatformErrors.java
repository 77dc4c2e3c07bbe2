package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.Symbols;
import io.portalocker.internal.sys.SysException;

/** Names and meanings of the values of {@code GetLastError}. */
final class PlatformErrors {

    private PlatformErrors() {}

    /** Read when the first error is named, not when the first lock is taken. */
    private static final class Symbolic {
        static final Symbols NAMES = Symbols.of(WindowsConstants.class, "ERROR_[A-Z_]+");
    }

    static String symbol(int error) {
        return Symbolic.NAMES.name(error, "GetLastError");
    }

    static ErrorKind kind(int error) {
        return switch (symbol(error)) {
            case "ERROR_FILE_NOT_FOUND",
                    "ERROR_PATH_NOT_FOUND",
                    "ERROR_NOT_READY",
                    "ERROR_BAD_NETPATH",
                    "ERROR_BAD_NET_NAME" -> ErrorKind.NOT_FOUND;
            case "ERROR_FILE_EXISTS", "ERROR_ALREADY_EXISTS" -> ErrorKind.EXISTS;
            case "ERROR_ACCESS_DENIED", "ERROR_PRIVILEGE_NOT_HELD" -> ErrorKind.ACCESS_DENIED;
            case "ERROR_WRITE_PROTECT" -> ErrorKind.READ_ONLY;
            case "ERROR_CANT_ACCESS_FILE" -> ErrorKind.SYMBOLIC_LINK;
            case "ERROR_DIRECTORY" -> ErrorKind.IS_DIRECTORY;
            case "ERROR_BAD_DEVICE" -> ErrorKind.NO_SUCH_DEVICE;
            case "ERROR_INVALID_FUNCTION",
                    "ERROR_NOT_SUPPORTED",
                    "ERROR_CALL_NOT_IMPLEMENTED",
                    "ERROR_INVALID_LEVEL",
                    "ERROR_NOT_SAME_DEVICE" -> ErrorKind.NOT_SUPPORTED;
            case "ERROR_INVALID_HANDLE" -> ErrorKind.BAD_DESCRIPTOR;
            case "ERROR_TOO_MANY_LINKS" -> ErrorKind.SEVERAL_NAMES;
            case "ERROR_SHARING_VIOLATION",
                    "ERROR_LOCK_VIOLATION",
                    "ERROR_DELETE_PENDING",
                    "ERROR_BUSY",
                    "ERROR_USER_MAPPED_FILE" -> ErrorKind.BUSY;
            case "ERROR_POSSIBLE_DEADLOCK" -> ErrorKind.DEADLOCK;
            default -> ErrorKind.OTHER;
        };
    }

    static SysException failure(String call, int error) {
        return new SysException(call, error, symbol(error), kind(error));
    }

    /** Throws the error of the last call if it returned FALSE. */
    static void check(String call, int result, Scratch scratch) throws SysException {
        if (result == 0) {
            throw failure(call, scratch.error());
        }
    }

    /** Windows has no error of its own for a regular file that will not do: it can only have too many names. */
    static SysException refusal(String call, FileStatus status) {
        return failure(
                call,
                switch (status.type()) {
                    case REGULAR -> WindowsConstants.ERROR_TOO_MANY_LINKS();
                    case DIRECTORY -> WindowsConstants.ERROR_DIRECTORY();
                    case SYMBOLIC_LINK -> WindowsConstants.ERROR_CANT_ACCESS_FILE();
                    case FIFO, SOCKET, DEVICE -> WindowsConstants.ERROR_BAD_DEVICE();
                });
    }
}
