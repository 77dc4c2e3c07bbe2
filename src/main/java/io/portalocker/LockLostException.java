package io.portalocker;

import java.io.Serial;

/** A lock that was held is held no longer: its file was deleted or replaced, or the connection it lived on is gone. */
public final class LockLostException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Reports a loss.
     *
     * @param message which lock, and what happened
     */
    public LockLostException(String message) {
        super(message);
    }

    /**
     * Reports a loss with its cause.
     *
     * @param message which lock, and what happened
     * @param cause the failure behind it
     */
    public LockLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
