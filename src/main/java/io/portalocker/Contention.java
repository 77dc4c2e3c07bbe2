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
        Duration waited = Duration.ofNanos(deadline.elapsed());
        List<LockHolder> holders = Holders.quietly(path);
        return exception("'" + path + "' is locked (" + locker + ")" + by(holders), waiting, waited, holders);
    }

    private static String by(List<LockHolder> holders) {
        return holders.isEmpty()
                ? " by an unknown holder"
                : holders.stream().map(LockHolder::toString).collect(Collectors.joining("; ", " by ", ""));
    }

    static AlreadyLockedException exception(String held, Waiting waiting, Duration waited, List<LockHolder> holders) {
        if (waiting.failWhenLocked() || waiting.timeout().isZero()) {
            return new AlreadyLockedException(held, waited, holders);
        }
        String message = held + "; waited " + seconds(waited) + " of " + seconds(waiting.timeout());
        return new LockTimeoutException(message, waited, holders);
    }

    static AlreadyLockedException of(BoundedSemaphore semaphore, Deadline deadline) {
        Duration waited = Duration.ofNanos(deadline.elapsed());
        List<LockHolder> holders = semaphore.holders();
        String held = "all " + semaphore.maximum() + " slots of semaphore '" + semaphore.name() + "' in '"
                + semaphore.directory() + "' are taken" + by(holders);
        return exception(held, semaphore.waiting(), waited, holders);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
