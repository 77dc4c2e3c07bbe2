package io.portalocker.cli;

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
}
