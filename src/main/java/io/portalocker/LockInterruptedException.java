package io.portalocker;

import java.io.Serial;

/** The waiting thread was interrupted. Nothing was acquired, and the thread's interrupt status is set. */
public final class LockInterruptedException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Reports an interrupted wait.
     *
     * @param message which lock, and what happened
     */
    public LockInterruptedException(String message) {
        super(message);
    }
}
