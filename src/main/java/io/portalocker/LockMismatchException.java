package io.portalocker;

import java.io.Serial;

/** Two users of one lock disagree about a setting that must be the same for all, such as how many slots it has. */
public final class LockMismatchException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Reports a disagreement.
     *
     * @param message which lock, and who says what
     */
    public LockMismatchException(String message) {
        super(message);
    }
}
