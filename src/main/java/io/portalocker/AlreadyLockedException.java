package io.portalocker;

import java.io.Serial;
import java.time.Duration;
import java.util.List;

/** Somebody else holds the lock. Nothing was acquired, and trying again later may succeed. */
public sealed class AlreadyLockedException extends LockException permits LockTimeoutException {

    @Serial
    private static final long serialVersionUID = 1;

    /** How long it was tried. */
    private final Duration waited;
    /** Who was seen to hold it. */
    private final LockHolder[] holders;

    /**
     * Reports contention.
     *
     * @param message what could not be locked
     * @param waited how long it was tried
     * @param holders who seemed to hold it, empty where that is not known
     */
    public AlreadyLockedException(String message, Duration waited, List<LockHolder> holders) {
        super(message);
        this.waited = waited;
        this.holders = holders.toArray(LockHolder[]::new);
    }

    /** {@return how long it was tried} */
    public Duration waited() {
        return waited;
    }

    /** {@return who seemed to hold the lock when the wait ended, empty where that is not known} */
    public List<LockHolder> holders() {
        return List.of(holders);
    }
}
