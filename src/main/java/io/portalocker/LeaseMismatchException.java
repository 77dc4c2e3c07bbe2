package io.portalocker;

import java.io.Serial;
import java.time.Duration;

/**
 * A living lease has another duration than the one wanted. Whoever applied the own duration to it could take it from a
 * holder that never agreed to that, so nothing was acquired; the settings have to be made equal.
 */
public final class LeaseMismatchException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Duration wanted;
    private final Duration found;

    /**
     * Reports a mismatch.
     *
     * @param message which lease, and what happened
     * @param wanted the duration asked for
     * @param found the duration of the lease found
     */
    public LeaseMismatchException(String message, Duration wanted, Duration found) {
        super(message);
        this.wanted = wanted;
        this.found = found;
    }

    /** {@return the duration asked for} */
    public Duration wanted() {
        return wanted;
    }

    /** {@return the duration of the lease found} */
    public Duration found() {
        return found;
    }
}
