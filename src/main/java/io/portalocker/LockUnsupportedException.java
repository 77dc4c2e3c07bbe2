package io.portalocker;

import java.io.Serial;

/** This file system, kernel or system has no such lock. It was not found held, and waiting would not help. */
public final class LockUnsupportedException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Reports a lock that is not to be had.
     *
     * @param message which lock, and what happened
     */
    public LockUnsupportedException(String message) {
        super(message);
    }

    /**
     * Reports a lock that is not to be had, with the refusal behind it.
     *
     * @param message which lock, and what happened
     * @param cause the failure behind it
     */
    public LockUnsupportedException(String message, Throwable cause) {
        super(message, cause);
    }
}
