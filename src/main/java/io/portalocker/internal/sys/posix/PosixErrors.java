package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Symbols;
import io.portalocker.internal.sys.SysException;
import org.jspecify.annotations.Nullable;

/** Names and meanings of a system's errno values. */
public final class PosixErrors {

    /** The same numbers on every POSIX system. */
    private static final int EISDIR = 21;

    private static final int ENXIO = 6;
    private static final int EMLINK = 31;

    /** The name of a class that has thousands, which is not loaded for a lock that meets no error. */
    private final String constants;

    /** Read when the first error is named, not when the first lock is taken. Racy: at worst they are read twice. */
    private @Nullable Symbols symbols;

    /** Takes the numbers from a generated class of that name. */
    public PosixErrors(String constants) {
        this.constants = constants;
    }

    /** {@return the name of a value} */
    public String symbol(int errno) {
        Symbols known = symbols;
        if (known == null) {
            known = Symbols.of(constants(), "E[A-Z0-9]+");
            symbols = known;
        }
        return known.name(errno, "errno");
    }

    private Class<?> constants() {
        try {
            return Class.forName(constants);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(constants, e);
        }
    }

    /** {@return what a value means} On macOS ENOTSUP and EOPNOTSUPP are two numbers with one meaning. */
    public ErrorKind kind(int errno) {
        return switch (symbol(errno)) {
            case "ENOENT", "ENOTDIR" -> ErrorKind.NOT_FOUND;
            case "EEXIST" -> ErrorKind.EXISTS;
            case "EACCES", "EPERM" -> ErrorKind.ACCESS_DENIED;
            case "EROFS" -> ErrorKind.READ_ONLY;
            case "ELOOP" -> ErrorKind.SYMBOLIC_LINK;
            case "EISDIR" -> ErrorKind.IS_DIRECTORY;
            case "ENXIO", "ENODEV" -> ErrorKind.NO_SUCH_DEVICE;
            case "ENOLCK", "ENOSYS", "EOPNOTSUPP", "ENOTSUP", "EXDEV" -> ErrorKind.NOT_SUPPORTED;
            case "EBADF" -> ErrorKind.BAD_DESCRIPTOR;
            case "EMLINK" -> ErrorKind.SEVERAL_NAMES;
            case "EDEADLK" -> ErrorKind.DEADLOCK;
            case "ESTALE" -> ErrorKind.STALE;
            default -> ErrorKind.OTHER;
        };
    }

    /** {@return the exception for a failed call} */
    public SysException failure(String call, int errno) {
        return failure(call, errno, kind(errno));
    }

    /** {@return the same, where this call means something of its own by the error} */
    public SysException failure(String call, int errno, ErrorKind kind) {
        return new SysException(call, errno, symbol(errno), kind);
    }

    /** {@return the failure of a call that was not made} A regular file can only have too many names; a FIFO is refused as by open. */
    public SysException refusal(String call, FileStatus status) {
        return switch (status.type()) {
            case REGULAR -> failure(call, EMLINK);
            case DIRECTORY -> failure(call, EISDIR);
            default -> failure(call, ENXIO);
        };
    }
}
