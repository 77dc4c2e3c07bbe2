package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockInterruptedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** The sessions of this JVM: opens them, and keeps those given back for a short while. */
final class Sessions {

    static final Sessions OF_JVM = new Sessions();

    private static final int MOST_IDLE = 8;
    private static final long KEEP = TimeUnit.SECONDS.toNanos(RedisServer.KEEP_IDLE_SECONDS);

    /** As long as Jedis lets a server take for an answer. */
    private static final long HANDSHAKE = TimeUnit.SECONDS.toNanos(2);

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; the latest given back first. */
    private final Map<RedisServer, Deque<Idle>> idle = new HashMap<>();

    private Sessions() {}

    /** A session that waits for its next use. */
    private record Idle(Session session, long since) {}

    /** Answers one that was used before, or null. */
    @Nullable
    Session reuse(RedisServer server) {
        lock.lock();
        try {
            Deque<Idle> waiting = idle.getOrDefault(server, new ArrayDeque<>());
            Idle next = waiting.pollFirst();
            while (next != null && next.session().hasEnded()) {
                next = waiting.pollFirst();
            }
            return next == null ? null : next.session();
        } finally {
            lock.unlock();
        }
    }

    /** Connects, and makes sure that locks can be had there. */
    Session open(RedisServer server) throws LockException {
        Session session;
        try {
            session = Session.over(server.connect());
        } catch (JedisException | IllegalStateException e) {
            throw RedisFailures.connecting(server, e);
        }
        boolean done = false;
        try {
            check(server, session);
            done = true;
            return session;
        } catch (JedisException | IOException e) {
            throw e instanceof LockException known ? known : RedisFailures.connecting(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while connecting to Redis " + server);
        } finally {
            if (!done) {
                session.end(new IOException("closed"));
            }
        }
    }

    /** RESP3 lets commands and subscriptions share a connection, and says what kind of server it is. */
    private static void check(RedisServer server, Session session) throws IOException, InterruptedException {
        Standing standing = server.standing();
        Reply hello = session.send(Request.of("HELLO", "3")).getFirst();
        if (!(hello.await(HANDSHAKE) instanceof Map<?, ?> properties)) {
            throw RedisFailures.unsupported(server, "does not say what it is");
        }
        String objection = standing.objection(properties);
        if (objection == null) {
            List<Reply> replies = session.send(standing.questions().toArray(Request[]::new));
            objection = standing.objection(replies, HANDSHAKE);
        }
        if (objection != null) {
            throw RedisFailures.unsupported(server, objection);
        }
        Keeping.check(server, session, HANDSHAKE);
    }

    /** Ends those that wait for their next use: the server was silent on one of them. */
    void discard(RedisServer server, IOException why) {
        List<Idle> all;
        lock.lock();
        try {
            Deque<Idle> waiting = idle.remove(server);
            all = waiting == null ? List.of() : List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
        all.forEach(each -> each.session().end(why));
    }

    /** Takes a session back, which has no subscription left or is about to have none. */
    void giveBack(RedisServer server, Session session) {
        session.listener(null);
        if (session.hasEnded()) {
            return;
        }
        boolean kept = false;
        lock.lock();
        try {
            Deque<Idle> waiting = idle.computeIfAbsent(server, s -> new ArrayDeque<>());
            if (waiting.size() < MOST_IDLE) {
                waiting.addFirst(new Idle(session, System.nanoTime()));
                kept = true;
                if (waiting.size() == 1) {
                    Timer.after(KEEP, () -> sweep(server));
                }
            }
        } finally {
            lock.unlock();
        }
        if (!kept) {
            session.end(new IOException("closed"));
        }
    }

    private void sweep(RedisServer server) {
        lock.lock();
        try {
            Deque<Idle> waiting = idle.get(server);
            if (waiting == null) {
                return;
            }
            long now = System.nanoTime();
            while (!waiting.isEmpty() && now - waiting.getLast().since() >= KEEP) {
                waiting.removeLast().session().end(new IOException("closed after it was idle"));
            }
            if (waiting.isEmpty()) {
                idle.remove(server);
            } else {
                Timer.after(KEEP - (now - waiting.getLast().since()), () -> sweep(server));
            }
        } finally {
            lock.unlock();
        }
    }
}
