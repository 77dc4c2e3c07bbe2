package io.portalocker.internal.sys.linux;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Symbols;
import io.portalocker.internal.sys.posix.PosixErrors;

/** errno on Linux; the numbers are those of the generic table, which x86-64 and AArch64 share. */
final class PlatformErrors implements PosixErrors {

    static final PlatformErrors INSTANCE = new PlatformErrors();

    private PlatformErrors() {}

    /** Read when the first error is named, not when the first lock is taken. */
    private static final class Names {
        static final Symbols SYMBOLS = Symbols.of(LinuxConstants.class, "E[A-Z0-9]+");
    }

    @Override
    public String symbol(int errno) {
        return Names.SYMBOLS.name(errno, "errno");
    }

    @Override
    public ErrorKind kind(int errno) {
        return switch (symbol(errno)) {
            case "ENOENT", "ENOTDIR" -> ErrorKind.NOT_FOUND;
            case "EEXIST" -> ErrorKind.EXISTS;
            case "EACCES", "EPERM" -> ErrorKind.ACCESS_DENIED;
            case "EROFS" -> ErrorKind.READ_ONLY;
            case "ELOOP" -> ErrorKind.SYMBOLIC_LINK;
            case "EISDIR" -> ErrorKind.IS_DIRECTORY;
            case "ENXIO", "ENODEV" -> ErrorKind.NO_SUCH_DEVICE;
            case "ENOLCK", "ENOSYS", "EOPNOTSUPP", "ENOTSUP" -> ErrorKind.NOT_SUPPORTED;
            case "EBADF" -> ErrorKind.BAD_DESCRIPTOR;
            case "EMLINK" -> ErrorKind.SEVERAL_NAMES;
            case "EDEADLK" -> ErrorKind.DEADLOCK;
            default -> ErrorKind.OTHER;
        };
    }
}
