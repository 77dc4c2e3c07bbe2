package io.portalocker;

import java.io.Serial;

/** Waiting would never end: this thread itself holds the lock, through another handle, and was about to wait for ever. */
public final class LockDeadlockException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Reports a self-deadlock.
     *
     * @param message which lock, and what happened
     */
    public LockDeadlockException(String message) {
        super(message);
    }
}
