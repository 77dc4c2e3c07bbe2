package io.portalocker.redis;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.LockLostException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

    private final RedisLock lock;
    private final Session session;
    private final Participant participant;
    private final long token;
    private final Channels.Queue queue;
    private final HealthCheck health;
    private final Streak streak;

    private final Fate fate = new Fate();

    RedisHold(
            RedisLock lock, Session session, Participant participant, long token, Channels.Queue queue, Streak streak) {
        this.streak = streak;
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
        this.health = new HealthCheck(session, lock);
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
     * Tells whether the lock is held for all that is known here: neither was {@link #release()} called nor the lock lost, and
     * the server was heard from within four fifths of the unavailable timeout. If that was longer ago, as after a pause of
     * this process, the answer is false until the server is heard again. It never asks the network.
     *
     * @return whether it is held
     */
    @Override
    public boolean isHeld() {
        long unavailable = lock.unavailableTimeout().toNanos();
        return fate.isHeld()
                && !session.hasEnded()
                && System.nanoTime() - session.proven()
                        < unavailable / HealthCheck.IN_TIMEOUT * (HealthCheck.IN_TIMEOUT - 1);
    }

    /**
     * Asks the server whether the lock is held.
     *
     * @throws LockLostException if the handle was released, or the lock was lost
     */
    @Override
    public void ensureHeld() throws LockException {
        if (fate.isReleased()) {
            throw new LockLostException(LockLostException.Reason.RELEASED, "the lock of " + name() + " was released");
        }
        if (!fate.isHeld() || session.hasEnded() || !askServer()) {
            LockLostException known = fate.loss();
            throw known == null
                    ? loss(session.end())
                    : new LockLostException(known.reason(), String.valueOf(known.getMessage()), known);
        }
    }

    private boolean askServer() {
        boolean interrupted = Thread.interrupted();
        try {
            long until = System.nanoTime() + lock.unavailableTimeout().toNanos();
            while (true) {
                try {
                    Reply pong = session.send(Request.of("PING")).getFirst();
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
        return fate.loss() != null;
    }

    @Override
    public CompletionStage<LockLostException> lost() {
        return fate.lost();
    }

    /**
     * Has an action run when the lock is lost; see {@link #onLost(java.util.function.Consumer)}.
     *
     * @param action what to do; more than one may be given
     * @return this
     */
    public RedisHold onLost(Runnable action) {
        onLost(_ -> action.run());
        return this;
    }

    private void lose(IOException why) {
        if (fate.lose(loss(why))) {
            queue.gate.leave(lock.shared());
            Channels.OF_JVM.dereference(queue);
            fate.tell();
        }
    }

    private LockLostException loss(@Nullable IOException why) {
        String message = "the lock of " + name() + " was lost: ";
        return why == null
                ? new LockLostException(LockLostException.Reason.DISCONNECTED, message + "its connection ended")
                : new LockLostException(LockLostException.Reason.DISCONNECTED, message + why.getMessage(), why);
    }

    private String name() {
        return "Redis channel '" + lock.channel() + "' at " + lock.server();
    }

    /**
     * Frees the lock, and waits until the server has done so. Further calls do nothing.
     *
     * @throws LockLostException if the lock was lost before; only the first call tells
     */
    @Override
    public void release() throws LockLostException {
        if (!fate.release()) {
            return;
        }
        health.stop();
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
            session.catchUp(); // somebody may just have got into line
            Request unsubscribe = Request.of("UNSUBSCRIBE", lock.channel());
            Request forgetName = Request.of("CLIENT", "SETNAME", "");
            boolean keeps = !lock.shared() && participant.guest() < 0 && streak.mayGoOn();
            boolean announces = !keeps && isWanted(null);
            List<Reply> replies = announces
                    ? session.send(unsubscribe, announcement(), forgetName)
                    : session.send(unsubscribe, forgetName);
            awaitUninterrupted(replies.get(0));
            if (keeps) {
                Streak.Owed owed = new Streak.Owed(streak, lock.server(), announcement());
                if (isWanted(owed)) {
                    EventLoop.OF_JVM.later(owed::pay);
                }
            } else if (!announces && isWanted(null)) {
                session.send(announcement()); // who got into line just now was heard before the answer
            }
            Sessions.OF_JVM.giveBack(lock.server(), session);
        } catch (IOException | JedisDataException e) {
            session.end(new IOException("closed on release", e));
        }
    }

    private boolean isWanted(Streak.@Nullable Owed owed) {
        List<Line.Place> line = participant.line().places();
        long guest = participant.guest();
        Channels.OF_JVM.promise(queue, line, guest, owed);
        return !line.isEmpty() || guest >= 0;
    }

    private Request announcement() {
        String left = Messages.left(participant.id(), participant.line().places(), participant.guest());
        return Request.of("PUBLISH", Participant.newsOf(lock.channel()), left);
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

    /** {@return the channel, the mode, and whether it is held} */
    @Override
    public String toString() {
        String now = fate.isReleased() ? "released" : fate.isHeld() ? "held" : "lost";
        return "RedisHold[" + name() + ", " + (lock.shared() ? "shared" : "exclusive") + ", " + now + "]";
    }
}
