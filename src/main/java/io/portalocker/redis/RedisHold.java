package io.portalocker.redis;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.LockLostException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A Redis lock that was acquired. It is held for as long as its connection lives: until {@link #release()}, or until it is
 * <b>lost</b>, because the connection broke, the server ended it or went away, another contender got no answer for its
 * unavailable timeout and ended it, or the server did not answer a health check. A lost lock never comes back.
 *
 * <p>Loss is noticed within the lock's {@linkplain RedisLock#unavailableTimeout() unavailable timeout} while this process
 * runs, and told by {@link #onLost}. A process that was stopped cannot notice anything, so {@link #isHeld()} and
 * {@link #ensureHeld()} look at the clock first: once the server has not been heard from for so long that somebody else may
 * have the lock, they ask it. Even so a step that follows may come too late; what must not is to be guarded by the
 * {@linkplain #fencingToken() fencing token}.
 */
public final class RedisHold implements Held {

    /** Health checks in one unavailable timeout; the last may take the time of three, and the rest is margin. */
    private static final int CHECKS = 5;

    private static final int MOST_UNANSWERED = 3;

    private final RedisLock lock;
    private final Session session;
    private final Participant participant;
    private final long token;
    private final Channels.Queue queue;
    private final ScheduledFuture<?> healthChecks;

    private final ReentrantLock state = new ReentrantLock();

    /** Guarded by {@link #state}; callbacks that wait for the loss. */
    private final List<Runnable> callbacks = new ArrayList<>();

    /** Written under {@link #state}. */
    private volatile boolean released;

    /** Written under {@link #state}, never while released. */
    private volatile @Nullable IOException loss;

    private boolean closed;

    /** The check that is under way, and for how many rounds. Used by the timer only. */
    private @Nullable Reply check;

    private int unanswered;

    RedisHold(RedisLock lock, Session session, Participant participant, long token, Channels.Queue queue) {
        this.lock = lock;
        this.session = session;
        this.participant = participant;
        this.token = token;
        this.queue = queue;
        participant.onEnd(this::lose);
        IOException end = session.end();
        if (end != null) {
            lose(end); // it may have ended before somebody listened
        }
        this.healthChecks = Timer.every(lock.unavailableTimeout().toNanos() / CHECKS, this::checkHealth);
    }

    /** {@return what was acquired} */
    public RedisLock lock() {
        return lock;
    }

    /** {@return what tells this holder from all others on the channel: 32 hexadecimal digits} */
    public String holderId() {
        return participant.id();
    }

    /** {@return the name of its connection, as {@code CLIENT LIST} shows it} */
    public String clientName() {
        return participant.clientName();
    }

    /**
     * Answers the fencing token: a number that is higher than that of every earlier exclusive holder of the channel that
     * drew one, in whatever language. A resource that remembers the highest token it has seen, and refuses all that is
     * lower, cannot be written to by a holder that lost the lock without noticing.
     *
     * @return the token, from 1
     * @throws IllegalStateException if the lock is shared, or was described without fencing
     */
    public long fencingToken() {
        if (token < 0) {
            throw new IllegalStateException(
                    lock.shared() ? "a shared lock has no fencing token" : "the lock is without fencing");
        }
        return token;
    }

    /**
     * Tells whether the lock is held for all that is known. It is, if neither {@link #release()} was called nor the lock
     * lost, and the server was heard from within four fifths of the unavailable timeout; if that was longer ago, as after a
     * pause of this process, it asks the server and may wait for its answer for one unavailable timeout.
     *
     * @return whether it is held
     */
    @Override
    public boolean isHeld() {
        if (released || loss != null || session.hasEnded()) {
            return false;
        }
        long unavailable = lock.unavailableTimeout().toNanos();
        return System.nanoTime() - session.proven() < unavailable / CHECKS * (CHECKS - 1) || askServer();
    }

    /**
     * Asks the server whether the lock is held.
     *
     * @throws LockLostException if the handle was released, or the lock was lost
     */
    @Override
    public void ensureHeld() throws LockException {
        if (released) {
            throw new LockLostException(LockLostException.Reason.RELEASED, "the lock of " + name() + " was released");
        }
        if (loss != null || session.hasEnded() || !askServer()) {
            throw lossOf();
        }
    }

    private boolean askServer() {
        boolean interrupted = Thread.interrupted();
        try {
            long until = System.nanoTime() + lock.unavailableTimeout().toNanos();
            while (true) {
                try {
                    Reply pong = session.send(Session.command(Command.PING)).getFirst();
                    pong.await(Math.max(1, until - System.nanoTime()));
                    return !session.hasEnded();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (IOException e) {
                    session.end(e);
                    return false;
                } catch (JedisDataException e) {
                    return true; // it refuses, on the connection the lock lives on
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return whether the lock was lost while it was held} */
    public boolean isLost() {
        return loss != null;
    }

    /**
     * Has an action run when the lock is lost: exactly once, on the thread that noticed, which belongs to the library and
     * does nothing else by then; or at once on this thread, if it was lost already. It is not run for a lock that was
     * released first. What it throws goes to the thread's uncaught exception handler.
     *
     * @param action what to do; more than one may be given
     * @return this
     */
    public RedisHold onLost(Runnable action) {
        boolean now;
        state.lock();
        try {
            now = loss != null;
            if (!now && !released) {
                callbacks.add(action);
            }
        } finally {
            state.unlock();
        }
        if (now) {
            action.run();
        }
        return this;
    }

    private void lose(IOException why) {
        List<Runnable> toldNow;
        state.lock();
        try {
            if (released || loss != null) {
                return;
            }
            loss = why;
            toldNow = List.copyOf(callbacks);
            callbacks.clear();
        } finally {
            state.unlock();
        }
        queue.gate.leave(lock.shared());
        Channels.OF_JVM.dereference(queue);
        for (Runnable each : toldNow) {
            tell(each);
        }
    }

    private static void tell(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Silence is counted in rounds: a pause of this JVM is one round, however long it was. */
    private void checkHealth() {
        if (session.hasEnded()) {
            healthChecks.cancel(false);
            return;
        }
        Reply running = check;
        if (running != null && running.isDone()) {
            unanswered = 0;
        }
        if (running == null || running.isDone()) {
            try {
                check = session.sendUnlessBusy(Session.command(Command.PING));
            } catch (IOException e) {
                session.end(e);
            }
        }
        unanswered++;
        if (unanswered > MOST_UNANSWERED) {
            session.end(new IOException("the server did not answer a health check"));
        }
    }

    private LockLostException lossOf() {
        IOException why = loss == null ? session.end() : loss;
        String message = "the lock of " + name() + " was lost: ";
        return why == null
                ? new LockLostException(LockLostException.Reason.DISCONNECTED, message + "its connection ended")
                : new LockLostException(LockLostException.Reason.DISCONNECTED, message + why.getMessage(), why);
    }

    private String name() {
        return "Redis channel '" + lock.channel() + "' at " + lock.server();
    }

    /** Frees the lock, and waits until the server has done so. Further calls do nothing, nor does one after a loss. */
    @Override
    public void release() {
        state.lock();
        try {
            if (released || loss != null) {
                return;
            }
            released = true;
            callbacks.clear();
        } finally {
            state.unlock();
        }
        healthChecks.cancel(false);
        boolean interrupted = Thread.interrupted();
        try {
            leave();
        } finally {
            queue.gate.leave(lock.shared());
            Channels.OF_JVM.dereference(queue);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Unsubscribing and ending the connection free the lock alike; only the first can be announced. */
    private void leave() {
        try {
            List<Reply> replies = session.send(
                    Session.command(Command.UNSUBSCRIBE, lock.channel()),
                    Session.command(
                            Command.PUBLISH, Participant.departuresOf(lock.channel()), Messages.left(participant.id())),
                    Session.command(Command.CLIENT, "SETNAME", ""));
            awaitUninterrupted(replies.get(0));
            if (awaitUninterrupted(replies.get(1)) instanceof Long waiting && waiting > 0) {
                session.promiseCourtesy(lock.channel(), 2 * Contender.SPREAD);
            }
            Sessions.OF_JVM.giveBack(lock.server(), session);
        } catch (IOException | JedisDataException e) {
            session.end(new IOException("closed on release", e));
        }
    }

    private Object awaitUninterrupted(Reply reply) throws IOException {
        long until = System.nanoTime() + Math.max(lock.unavailableTimeout().toNanos(), TimeUnit.SECONDS.toNanos(1));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return reply.await(Math.max(1, until - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Frees the lock, and tells if it was lost before: what a {@code try} block did was then done without it.
     *
     * @throws LockLostException if the lock was lost while this handle was thought to hold it; only the first call tells
     */
    @Override
    public void close() throws LockException {
        release();
        state.lock();
        try {
            if (closed || loss == null) {
                return;
            }
            closed = true;
        } finally {
            state.unlock();
        }
        throw lossOf();
    }

    /** {@return the channel, the mode, and whether it is held} */
    @Override
    public String toString() {
        String now = released ? "released" : loss == null ? "held" : "lost";
        return "RedisHold[" + name() + ", " + (lock.shared() ? "shared" : "exclusive") + ", " + now + "]";
    }
}
