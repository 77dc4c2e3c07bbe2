package io.portalocker.redis;

import io.portalocker.LockLostException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Renews one lease three times in its term. A renewal that hangs delays no other lease, since each runs on a thread of its
 * own; and the end of the term is noticed by the clock, whatever a renewal does.
 */
final class LeaseBeat {

    /** Told of the end. */
    interface Loss {
        void tell(Reason reason, String what, @Nullable Exception why);
    }

    private static final int IN_TERM = 3;

    /** A renewal that failed is tried again so often in a term. */
    private static final int TRIES_IN_TERM = 15;

    private static final ThreadPoolExecutor RENEWALS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("portalocker-redis-lease").factory());

    private final long term;
    private final BooleanSupplier renewal;
    private final Loss loss;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ScheduledFuture<?> rounds;

    /** When the latest renewal that succeeded was sent: the server counts the term from later. */
    private volatile long proven;

    private volatile boolean failed;

    /** Why the latest renewal failed. */
    private volatile Exception trouble = new IOException("no renewal was answered within the term");

    LeaseBeat(Duration term, long sent, BooleanSupplier renewal, Loss loss) {
        this.term = term.toNanos();
        this.proven = sent;
        this.renewal = renewal;
        this.loss = loss;
        this.rounds = Timer.every(this.term / TRIES_IN_TERM, this::round);
    }

    boolean isWithinTerm() {
        return System.nanoTime() - proven < term;
    }

    void stop() {
        rounds.cancel(false);
    }

    /** Looks at the clock, on the timer. */
    private void round() {
        long age = System.nanoTime() - proven;
        if (age >= term) {
            stop();
            RENEWALS.execute(() -> loss.tell(Reason.OVERDUE, "its term has passed: " + trouble.getMessage(), trouble));
        } else if ((failed || age >= term / IN_TERM) && running.compareAndSet(false, true)) {
            RENEWALS.execute(this::beat);
        }
    }

    private void beat() {
        try {
            now();
        } catch (JedisException | IllegalStateException e) {
            trouble = e;
            failed = true;
        } finally {
            running.set(false);
        }
    }

    /** Renews. */
    void now() {
        long sent = System.nanoTime();
        if (!renewal.getAsBoolean()) {
            loss.tell(Reason.TAKEN, "its key is gone, or somebody else's", null);
            return;
        }
        failed = false;
        if (sent - proven > 0) {
            proven = sent;
        }
    }
}
