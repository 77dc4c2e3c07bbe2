package io.portalocker.redis;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where descriptions of Redis locks become acquisitions of the engine, and what comes of those the words of the API.
 */
final class Acquiring {

    private Acquiring() {}

    /** One acquisition. */
    interface Request<H extends Hold> {

        /** Answers null if somebody else has it at the deadline. */
        @Nullable
        H take(Deadline deadline) throws IOException, InterruptedException;

        /** What is wanted, as in "waiting for ...". */
        String name();

        /** What was in the way, as in "... is locked by ...". */
        String rivals();

        /** Those of them who hold it. */
        List<LockHolder> holders();
    }

    static <H extends Hold> H acquire(Waiting waiting, Request<H> request) throws LockException {
        Deadline deadline = Deadline.after(waiting.timeout(), Ticker.SYSTEM);
        H hold = take(deadline, request);
        if (hold != null) {
            return hold;
        }
        Duration waited = Duration.ofNanos(deadline.elapsed());
        if (waiting.timeout().isZero()) {
            throw new AlreadyLockedException(request.rivals(), waited, request.holders());
        }
        throw new LockTimeoutException(
                request.rivals() + "; waited " + seconds(waited) + " of " + seconds(waiting.timeout()),
                waited,
                request.holders());
    }

    static <H extends Hold> @Nullable H tryAcquire(Waiting waiting, Duration timeout, Request<H> request)
            throws LockException {
        return take(Deadline.after(waiting.withTimeout(timeout).timeout(), Ticker.SYSTEM), request);
    }

    private static <H extends Hold> @Nullable H take(Deadline deadline, Request<H> request) throws LockException {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return request.take(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for " + request.name());
        } catch (IOException e) {
            throw RedisFailures.of(e);
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
