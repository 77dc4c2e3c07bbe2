package io.portalocker;

import java.time.Duration;
import java.util.List;

/**
 * That a lock is still being waited for.
 *
 * @param lock which
 * @param waited for how long
 * @param holders who seems to hold it, empty where that is not known
 */
public record WaitReport(LockBase<?, ?> lock, Duration waited, List<LockHolder> holders) {

    /** Copies the list. */
    public WaitReport {
        holders = List.copyOf(holders);
    }
}
