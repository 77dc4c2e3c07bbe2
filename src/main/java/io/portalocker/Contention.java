package io.portalocker;

import io.portalocker.internal.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words for a lock that somebody else holds. */
final class Contention {

    private Contention() {}

    static AlreadyLockedException of(Path path, String locker, Waiting waiting, Deadline deadline) {
        List<LockHolder> holders = Holders.quietly(path);
        String held = "'" + path + "' is locked (" + locker + ")"
                + (holders.isEmpty()
                        ? " by an unknown holder"
                        : holders.stream().map(LockHolder::toString).collect(Collectors.joining("; ", " by ", "")));
        return of(held, holders, waiting, deadline);
    }

    /** As above, for a lock whose holders the kernel does not know. */
    static AlreadyLockedException of(String held, List<LockHolder> holders, Waiting waiting, Deadline deadline) {
        Duration waited = Duration.ofNanos(deadline.elapsed());
        if (waiting.failWhenLocked() || waiting.timeout().isZero()) {
            return new AlreadyLockedException(held, waited, holders);
        }
        String message = held + "; waited " + seconds(waited) + " of " + seconds(waiting.timeout());
        return new LockTimeoutException(message, waited, holders);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
