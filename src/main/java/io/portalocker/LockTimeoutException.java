package io.portalocker;

import java.io.Serial;
import java.time.Duration;
import java.util.List;

/** The lock was still held by somebody else when the timeout ended. */
public final class LockTimeoutException extends AlreadyLockedException {

    @Serial
    private static final long serialVersionUID = 2;

    /**
     * Reports a timeout.
     *
     * @param message what could not be locked
     * @param waited how long it was tried
     * @param holders who seemed to hold it, empty where that is not known
     */
    public LockTimeoutException(String message, Duration waited, List<LockHolder> holders) {
        super(message, waited, holders);
    }

    LockTimeoutException(Contention contention) {
        super(contention);
    }
}
