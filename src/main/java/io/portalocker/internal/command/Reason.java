package io.portalocker.internal.command;

import io.portalocker.internal.sys.SysException;
import org.jspecify.annotations.Nullable;

/** What a failure means to who called the command, told by the kind of the system's error and not by which call failed. */
public enum Reason {
    /** The file cannot be reached or opened. */
    NO_INPUT,
    /** The file cannot be created: its file system is full or read-only. */
    CANNOT_CREATE,
    /** The system has no more of something, or no such lock. */
    SYSTEM,
    /** The file is there and cannot be locked. */
    DATA,
    /** The program cannot be run. */
    UNAVAILABLE;

    /** Finds the system's error among the causes of a failure; without one it is {@link #DATA}. */
    public static Reason of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SysException error) {
                return of(error);
            }
        }
        return DATA;
    }

    private static Reason of(SysException error) {
        return switch (error.kind()) {
            case NOT_FOUND, ACCESS_DENIED, SYMBOLIC_LINK, IS_DIRECTORY, NO_SUCH_DEVICE, BUSY -> NO_INPUT;
            case READ_ONLY -> CANNOT_CREATE;
            case NOT_SUPPORTED -> SYSTEM;
            default ->
                switch (error.symbol()) {
                    case "ENOSPC", "EDQUOT", "ERROR_DISK_FULL", "ERROR_HANDLE_DISK_FULL", "ERROR_WRITE_PROTECT" ->
                        CANNOT_CREATE;
                    case "EMFILE", "ENFILE", "ENOMEM", "ERROR_TOO_MANY_OPEN_FILES", "ERROR_NOT_ENOUGH_MEMORY" -> SYSTEM;
                    case "ENAMETOOLONG", "ENXIO", "EINVAL", "ERROR_INVALID_NAME" -> NO_INPUT;
                    default -> DATA;
                };
        };
    }
}
