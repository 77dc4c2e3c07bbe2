package io.portalocker;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.events.Recording;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where descriptions of locks become acquisitions of the engine, and what comes of those the words of the API. */
final class Acquiring {

    private Acquiring() {}

    /** Acquires as {@link LockBase#acquire()} promises. */
    static <H extends Hold> H acquire(LockBase<?, ?> lock, Kind<H> kind) throws LockException {
        Deadline deadline = Deadline.after(lock.waiting().timeout(), Ticker.SYSTEM);
        try {
            H hold = Recording.isOn() ? recorded(lock, kind, deadline) : Acquisition.take(kind, deadline);
            if (hold != null) {
                return hold;
            }
        } catch (InterruptedException e) {
            throw interrupted(lock);
        } catch (IOException e) {
            throw Failures.of(e);
        }
        throw Contention.of(lock, Duration.ofNanos(deadline.elapsed()));
    }

    /** Acquires as {@link LockBase#tryAcquire(Duration)} promises, but answers null where that is empty. */
    static <H extends Hold> @Nullable H tryAcquire(LockBase<?, ?> lock, Kind<H> kind, Duration timeout)
            throws LockException {
        // Refuses what is no timeout.
        Duration checked = lock.waiting().withTimeout(timeout).timeout();
        try {
            Deadline deadline = Deadline.after(checked, Ticker.SYSTEM);
            return Recording.isOn() ? recorded(lock, kind, deadline) : Acquisition.take(kind, deadline);
        } catch (InterruptedException e) {
            throw interrupted(lock);
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    private static <H extends Hold> @Nullable H recorded(LockBase<?, ?> lock, Kind<H> kind, Deadline deadline)
            throws IOException, InterruptedException {
        String name = Contention.name(lock);
        String type = lock.getClass().getSimpleName();
        try (Recording.Wait wait = Recording.begin(name, type, () -> holders(lock))) {
            H hold = Acquisition.take(kind, deadline);
            if (hold != null) {
                wait.succeeds();
                hold.recordTo(Recording.stays(name, type));
            }
            return hold;
        }
    }

    private static String holders(LockBase<?, ?> lock) {
        return lock.holders().stream().map(LockHolder::toString).collect(Collectors.joining(", "));
    }

    private static LockInterruptedException interrupted(LockBase<?, ?> lock) {
        Thread.currentThread().interrupt();
        return new LockInterruptedException("interrupted while waiting for " + Contention.name(lock));
    }

    /** {@return the longest pause between two attempts, nanoseconds} */
    static long interval(Waiting waiting) {
        return Deadline.saturatedNanos(waiting.checkInterval());
    }
}
