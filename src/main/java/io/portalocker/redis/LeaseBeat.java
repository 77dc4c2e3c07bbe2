package io.portalocker.redis;

import io.portalocker.internal.acquire.Loss;
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
    interface Listener {
        void tell(Loss.Reason reason, String what, @Nullable Exception why);
    }

    private static final int IN_TERM = 3;

    /** A renewal that failed is tried again so often in a term. */
    private static final int TRIES_IN_TERM = 15;

    /** The round that is due a third of the term after the latest renewal may come a moment early. */
    private static final int ROUNDING = 2 * TRIES_IN_TERM;

    private static final ThreadPoolExecutor RENEWALS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("portalocker-redis-lease").factory());

    private final long term;
    private final BooleanSupplier renewal;
    private final Listener listener;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Guarded by this. */
    private @Nullable ScheduledFuture<?> rounds;

    /** Guarded by this. */
    private boolean stopped;

    /** When the latest renewal that succeeded was sent: the server counts the term from later. */
    private volatile long proven;

    private volatile boolean failed;

    /** Why the latest renewal failed. */
    private volatile Exception trouble = new IOException("no renewal was answered within the term");

    LeaseBeat(Duration term, long sent, BooleanSupplier renewal, Listener listener) {
        this.term = term.toNanos();
        this.proven = sent;
        this.renewal = renewal;
        this.listener = listener;
    }

    synchronized void start() {
        if (!stopped) {
            rounds = Timer.every(term / TRIES_IN_TERM, this::round);
        }
    }

    /** Has something done that may take its time. */
    static void aside(Runnable what) {
        RENEWALS.execute(what);
    }

    /** What there is to say when the term has passed. */
    String overdue() {
        return "its term has passed: " + trouble.getMessage();
    }

    Exception trouble() {
        return trouble;
    }

    boolean isWithinTerm() {
        return System.nanoTime() - proven < term;
    }

    synchronized void stop() {
        stopped = true;
        if (rounds != null) {
            rounds.cancel(false);
        }
    }

    /** Looks at the clock, on the timer. */
    private void round() {
        long age = System.nanoTime() - proven;
        if (age >= term) {
            stop();
            RENEWALS.execute(() -> listener.tell(Loss.Reason.OVERDUE, overdue(), trouble));
        } else if ((failed || age >= term / IN_TERM - term / ROUNDING) && running.compareAndSet(false, true)) {
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
            listener.tell(Loss.Reason.TAKEN, "its key is gone, or somebody else's", null);
            return;
        }
        failed = false;
        if (sent - proven > 0) {
            proven = sent;
        }
    }
}
