package io.portalocker;

import io.portalocker.internal.Backoff;
import io.portalocker.internal.Deadline;
import io.portalocker.internal.Gates;
import io.portalocker.internal.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What acquiring stands on: time, randomness, and the gates of this JVM.
 *
 * @param ticker time
 * @param random where jitter comes from
 * @param gates the gate of each file
 */
record Engine(Ticker ticker, Supplier<RandomGenerator> random, Gates gates) {

    /** The real ones. */
    static final Engine SYSTEM = new Engine(Ticker.SYSTEM, ThreadLocalRandom::current, Gates.OF_JVM);

    /** The longest pause between two looks at a lock; a caller's check interval can only shorten it. */
    private static final long LONGEST_PAUSE = Duration.ofMillis(8).toNanos();

    Deadline deadline(Waiting waiting) {
        return Deadline.after(waiting.timeout(), ticker);
    }

    /**
     * Locks an open file, looking again and again until the deadline.
     *
     * @return false if it was still locked then
     */
    boolean lock(LockableFile file, Locker locker, boolean shared, Deadline deadline, Duration checkInterval)
            throws IOException, InterruptedException {
        if (locker.tryLock(file, shared)) {
            return true;
        }
        Backoff backoff = new Backoff(Math.min(LONGEST_PAUSE, checkInterval.toNanos()), random.get());
        for (int attempt = 1; ; attempt++) {
            long remaining = deadline.remaining();
            if (remaining <= 0) {
                return false;
            }
            ticker.pause(Math.min(remaining, backoff.pause(attempt)));
            if (locker.tryLock(file, shared)) {
                return true;
            }
        }
    }
}
