package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.SysException;

/** Names and meanings of a system's errno values. */
public interface PosixErrors {

    /**
     * Names a value.
     *
     * @param errno the value
     * @return its symbol
     */
    String symbol(int errno);

    /**
     * Interprets a value.
     *
     * @param errno the value
     * @return what it means
     */
    ErrorKind kind(int errno);

    /**
     * Makes the exception for a failed call.
     *
     * @param call the function
     * @param errno the error it left
     * @return the exception
     */
    default SysException failure(String call, int errno) {
        return new SysException(call, errno, symbol(errno), kind(errno));
    }

    /**
     * Makes the failure of a call that a file's status forbids.
     *
     * @param call the function
     * @param status what the file is
     * @return EMLINK for a regular file, which can only have too many names; EISDIR for a directory; else ENXIO, as open gives for a FIFO
     */
    default SysException refusal(String call, FileStatus status) {
        return switch (status.type()) {
            case REGULAR -> failure(call, EMLINK);
            case DIRECTORY -> failure(call, EISDIR);
            default -> failure(call, ENXIO);
        };
    }

    /** The same numbers on every POSIX system. */
    int EISDIR = 21;

    /** As above. */
    int ENXIO = 6;

    /** As above. */
    int EMLINK = 31;
}
