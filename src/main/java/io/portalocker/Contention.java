package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A lock that somebody else holds, put into words when somebody reads them.
 *
 * @param held what is held
 * @param waited how long it was tried
 * @param timeout how long it should have been tried
 * @param question who holds it
 */
record Contention(String held, Duration waited, Duration timeout, Supplier<List<LockHolder>> question) {

    static AlreadyLockedException of(Path path, String locker, Waiting waiting, Deadline deadline) {
        return exception("'" + path + "' is locked (" + locker + ")", waiting, deadline, () -> Holders.quietly(path));
    }

    static AlreadyLockedException of(BoundedSemaphore semaphore, Deadline deadline) {
        String held = "all " + semaphore.maximum() + " slots of semaphore '" + semaphore.name() + "' in '"
                + semaphore.directory() + "' are taken";
        return exception(held, semaphore.waiting(), deadline, semaphore::holders);
    }

    private static AlreadyLockedException exception(
            String held, Waiting waiting, Deadline deadline, Supplier<List<LockHolder>> question) {
        boolean atOnce = gaveUpAtOnce(waiting);
        Duration timeout = atOnce ? Duration.ZERO : waiting.timeout();
        Contention contention = new Contention(held, Duration.ofNanos(deadline.elapsed()), timeout, question);
        return atOnce ? new AlreadyLockedException(contention) : new LockTimeoutException(contention);
    }

    /** The exception for a lock whose holders are known. */
    static AlreadyLockedException exception(String held, Waiting waiting, Duration waited, List<LockHolder> holders) {
        return gaveUpAtOnce(waiting)
                ? new AlreadyLockedException(held, waited, holders)
                : new LockTimeoutException(held + patience(waited, waiting.timeout()), waited, holders);
    }

    private static boolean gaveUpAtOnce(Waiting waiting) {
        return waiting.failWhenLocked() || waiting.timeout().isZero();
    }

    static String patience(Duration waited, Duration timeout) {
        return timeout.isZero() ? "" : "; waited " + seconds(waited) + " of " + seconds(timeout);
    }

    static String by(List<LockHolder> holders) {
        return holders.isEmpty()
                ? " by an unknown holder"
                : holders.stream().map(LockHolder::toString).collect(Collectors.joining("; ", " by ", ""));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
