package io.portalocker.internal.sys.macos;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Symbols;
import io.portalocker.internal.sys.posix.PosixErrors;

/** errno on macOS, where ENOTSUP and EOPNOTSUPP are two numbers with one meaning. */
final class PlatformErrors implements PosixErrors {

    static final PlatformErrors INSTANCE = new PlatformErrors();

    private PlatformErrors() {}

    /** Read when the first error is named, not when the first lock is taken. */
    private static final class Names {
        static final Symbols SYMBOLS = Symbols.of(MacosConstants.class, "E[A-Z0-9]+");
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
            default -> ErrorKind.OTHER;
        };
    }
}
