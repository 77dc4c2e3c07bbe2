package io.portalocker;

import io.portalocker.internal.sys.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A lock that somebody else holds, put into words when somebody reads them.
 *
 * @param held what is held
 * @param waited how long it was tried
 * @param timeout how long it should have been tried
 * @param question who holds it
 * @param advice what can be done about those, after their names
 */
record Contention(
        String held,
        Duration waited,
        Duration timeout,
        Supplier<List<LockHolder>> question,
        Function<List<LockHolder>, String> advice) {

    static AlreadyLockedException of(LockBase<?, ?> lock, Duration waited) {
        Duration timeout = lock.waiting().timeout();
        if (lock instanceof SoftFileLock soft) {
            return ofMarker(soft.path(), soft.holders(), waited, timeout);
        }
        if (lock instanceof SoftFileLease lease) {
            return ofMarker(lease.path(), lease.holders(), waited, timeout);
        }
        if (lock instanceof SoftReadWriteLock.Read side) {
            return ofLog(side.lock(), "soft read", waited, timeout);
        }
        if (lock instanceof SoftReadWriteLock.Write side) {
            return ofLog(side.lock(), "soft write", waited, timeout);
        }
        Contention contention = new Contention(
                held(lock),
                waited,
                timeout,
                lock::holders,
                holders -> lock instanceof BoundedSemaphore slots ? slots.advice(holders) : "");
        return timeout.isZero() ? new AlreadyLockedException(contention) : new LockTimeoutException(contention);
    }

    /** What a marker says is asked at once: it goes with the lock. */
    private static AlreadyLockedException ofMarker(
            Path path, List<LockHolder> holders, Duration waited, Duration timeout) {
        return told(path, "marker", Markers.described(path), holders, waited, timeout);
    }

    /** So is the log: a holder may be on another machine. */
    private static AlreadyLockedException ofLog(SoftReadWriteLock lock, String how, Duration waited, Duration timeout) {
        return told(lock.path(), how, lock.described(), lock.holders(), waited, timeout);
    }

    private static AlreadyLockedException told(
            Path path, String how, String by, List<LockHolder> holders, Duration waited, Duration timeout) {
        String message = locked(path, how) + " by " + by + patience(waited, timeout);
        return timeout.isZero()
                ? new AlreadyLockedException(message, waited, holders)
                : new LockTimeoutException(message, waited, holders);
    }

    private static String held(LockBase<?, ?> lock) {
        return switch (lock) {
            case BoundedSemaphore s -> name(s) + " are taken";
            case PidFileLock pid -> {
                OptionalLong there = pid.readPid();
                yield (there.isEmpty() ? "" : "'" + pid.path() + "' names pid " + there.getAsLong() + "; ") + "'"
                        + pid.lockPath() + "' is locked";
            }
            case Lock l -> locked(l.path(), l.locker().name());
            case RLock l -> locked(l.path(), l.locker().name());
            case FileLock l -> locked(l.path(), Locker.ofPlatform().name());
            case TemporaryFileLock l -> locked(l.path(), Locker.ofPlatform().name());
            case StrictSoftFileLock l -> locked(l.path(), "claims");
            case ReadWriteLock.Read l -> locked(l.path(), "read");
            case ReadWriteLock.Write l -> locked(l.path(), "write");
            default -> name(lock) + " is locked";
        };
    }

    private static String locked(Path path, String how) {
        return "'" + path + "' is locked (" + how + ")";
    }

    /** What is locked. */
    static String name(LockBase<?, ?> lock) {
        return switch (lock) {
            case Lock l -> "'" + l.path() + "'";
            case RLock l -> "'" + l.path() + "'";
            case FileLock l -> "'" + l.path() + "'";
            case TemporaryFileLock l -> "'" + l.path() + "'";
            case PidFileLock l -> "'" + l.path() + "'";
            case SoftFileLock l -> "'" + l.path() + "'";
            case SoftFileLease l -> "'" + l.path() + "'";
            case StrictSoftFileLock l -> "'" + l.path() + "'";
            case ReadWriteLock.Read l -> "'" + l.path() + "'";
            case ReadWriteLock.Write l -> "'" + l.path() + "'";
            case SoftReadWriteLock.Read l -> "'" + l.lock().path() + "'";
            case SoftReadWriteLock.Write l -> "'" + l.lock().path() + "'";
            case BoundedSemaphore s ->
                "all " + s.maximum() + " slots of semaphore '" + s.name() + "' in '" + s.directory() + "'";
            default -> lock.toString();
        };
    }

    static String patience(Duration waited, Duration timeout) {
        return timeout.isZero() ? "" : "; waited " + seconds(waited) + " of " + seconds(timeout);
    }

    static String by(List<LockHolder> holders) {
        return holders.isEmpty()
                ? " by an unknown holder"
                : holders.stream().map(LockHolder::toString).collect(Collectors.joining("; ", before(), ""));
    }

    /** Windows does not tell more. */
    private static String before() {
        return Platform.current().processes().namesOpeners() ? " by one of those that have it open: " : " by ";
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
