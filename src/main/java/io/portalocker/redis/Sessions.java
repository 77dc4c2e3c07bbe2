package io.portalocker.redis;

import io.portalocker.LockException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.KeyValue;

/** The sessions of this JVM: opens them, and keeps those given back for a short while. */
final class Sessions {

    static final Sessions OF_JVM = new Sessions();

    private static final int MOST_IDLE = 8;
    private static final long KEEP = TimeUnit.SECONDS.toNanos(RedisServer.KEEP_IDLE_SECONDS);

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; the latest given back first. */
    private final Map<RedisServer, Deque<Idle>> idle = new HashMap<>();

    private Sessions() {}

    /**
     * A session that waits for its next use.
     *
     * @param session it
     * @param since when it was given back
     */
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
        Connection connection;
        try {
            connection = server.connect();
        } catch (JedisException | IllegalStateException e) {
            throw RedisFailures.connecting(server, e);
        }
        Session session = null;
        try {
            check(server, connection);
            session = Session.over(connection, server.address());
            return session;
        } catch (JedisException e) {
            throw RedisFailures.connecting(server, e);
        } finally {
            if (session == null) {
                close(connection);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // declared, but never thrown: it closes quietly
        }
    }

    /** RESP3 lets commands and subscriptions share a connection, and says what kind of server it is. */
    private static void check(RedisServer server, Connection connection) throws LockException {
        connection.sendCommand(Session.command(Command.HELLO, "3"));
        if (!(connection.getOne() instanceof List<?> properties)) {
            throw RedisFailures.unsupported(server, "does not say what it is");
        }
        for (Object each : properties) {
            if (each instanceof KeyValue<?, ?> property && property.getKey() instanceof byte[] key) {
                check(server, text(key), property.getValue() instanceof byte[] value ? text(value) : "");
            }
        }
    }

    private static void check(RedisServer server, String property, String value) throws LockException {
        if (property.equals("mode") && !value.equals("standalone")) {
            throw RedisFailures.unsupported(
                    server, "is a Redis " + value + ", whose nodes count only their own subscribers");
        }
        if (property.equals("role") && !value.equals("master")) {
            throw RedisFailures.unsupported(server, "is a " + value + ", which counts only its own subscribers");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
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
