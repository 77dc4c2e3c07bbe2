package io.portalocker.redis;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks the server, on the connection a lock lives on, whether it is still what it was. Silence is counted in rounds: a pause
 * of this JVM is one round, however long it was; and what has come and lies unread is read before it is judged.
 */
final class HealthCheck {

    /** Checks in one unavailable timeout; the last may take the time of three, and the rest is margin. */
    static final int IN_TIMEOUT = 5;

    private static final int MOST_UNANSWERED = 3;

    private final Session session;
    private final Standing standing;
    private final long interval;

    /** Guarded by this. */
    private @Nullable ScheduledFuture<?> rounds;

    private boolean stopped;

    /** The check that is under way, and for how many rounds. Used by the timer only. */
    private List<Reply> running = List.of();

    private int unanswered;

    HealthCheck(Session session, RedisLock lock) {
        this.session = session;
        this.standing = lock.server().standing();
        this.interval = lock.unavailableTimeout().toNanos() / IN_TIMEOUT;
        session.whenResting(this::start); // who frees at once need not wake the timer
    }

    private synchronized void start() {
        if (!stopped && rounds == null) {
            rounds = Timer.every(interval, this::round);
        }
    }

    synchronized void stop() {
        stopped = true;
        if (rounds != null) {
            rounds.cancel(false);
        }
    }

    private void round() {
        if (session.hasEnded()) {
            stop();
            return;
        }
        session.catchUp();
        try {
            if (running.stream().allMatch(Reply::isDone)) {
                unanswered = 0;
                String objection = running.isEmpty() ? null : objection();
                if (objection != null) {
                    session.end(new IOException("the server " + objection));
                    return;
                }
                List<Reply> sent = session.sendUnlessBusy(standing.questions().toArray(Request[]::new));
                running = sent == null ? List.of() : sent;
            }
        } catch (IOException e) {
            session.end(e);
        }
        unanswered++;
        if (unanswered > MOST_UNANSWERED) {
            session.end(new Reply.Silence("the server did not answer a health check"));
        }
    }

    private @Nullable String objection() throws IOException {
        try {
            return standing.objection(running, 0);
        } catch (JedisDataException e) {
            return null; // it refuses, on the connection the lock lives on
        } catch (InterruptedException e) {
            throw new IOException(e); // nobody interrupts the timer
        }
    }
}
