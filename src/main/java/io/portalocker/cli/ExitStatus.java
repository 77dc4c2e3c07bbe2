package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.LockUnsupportedException;
import io.portalocker.internal.command.Reason;

/** The exit statuses of flock(1), which are those of {@code sysexits.h}. A command that ran gives its own. */
final class ExitStatus {

    /** Somebody else holds the lock, unless {@code -E} says otherwise. */
    static final int CONFLICT = 1;

    /** The command line is wrong. */
    static final int USAGE = 64;

    /** The file is there and cannot be locked. */
    static final int DATA_ERROR = 65;

    /** The file cannot be opened. */
    static final int NO_INPUT = 66;

    /** The command cannot be run. */
    static final int UNAVAILABLE = 69;

    /** The system refuses. */
    static final int OS_ERROR = 71;

    /** The file cannot be created. */
    static final int CANNOT_CREATE = 73;

    private ExitStatus() {}

    static int of(Reason reason) {
        return switch (reason) {
            case NO_INPUT -> NO_INPUT;
            case CANNOT_CREATE -> CANNOT_CREATE;
            case SYSTEM -> OS_ERROR;
            case DATA -> DATA_ERROR;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    /** By what the system's error means, whatever call it came from. */
    static int of(LockException failure) {
        return failure instanceof LockUnsupportedException ? OS_ERROR : of(Reason.of(failure));
    }
}
