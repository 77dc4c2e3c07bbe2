package io.portalocker.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection: its subscriptions, its commands, and the thread that reads it. In RESP3 both share a connection, and the
 * server handles what comes on it in order; so "subscribe, then count" needs no answer in between, and a fencing token
 * drawn here was drawn while the subscription lived.
 *
 * <p>When the connection fails, the session has ended. Nothing connects it again.
 */
final class Session {

    /** Whom a session tells what arrives, on its reading thread, which must not be kept. */
    interface Listener {
        void message(String channel, String message);

        void ended(IOException why);
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void message(String channel, String message) {}

        @Override
        public void ended(IOException why) {}
    };

    private final Connection connection;

    /** Order on the wire is order in {@link #unanswered}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Queue<Reply> unanswered = new ConcurrentLinkedQueue<>();

    private volatile Listener listener = NOBODY;

    private final AtomicReference<@Nullable IOException> end = new AtomicReference<>();

    /** When the latest command that was answered had been sent. */
    private volatile long proven = System.nanoTime();

    private volatile Courtesy courtesy = new Courtesy("", 0);

    /**
     * To whom a lock that was held on this session was left.
     *
     * @param channel the lock's
     * @param until when nobody can complain
     */
    private record Courtesy(String channel, long until) {}

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Starts to read a connection whose handshake is done. */
    static Session over(Connection connection, String name) {
        Session session = new Session(connection);
        connection.setTimeoutInfinite();
        Thread.ofPlatform().daemon().name("portalocker-redis-" + name).start(session::read);
        return session;
    }

    static CommandArguments command(Command command, String... arguments) {
        CommandArguments all = new CommandArguments(command);
        for (String each : arguments) {
            all.add(each);
        }
        return all;
    }

    void listener(@Nullable Listener listener) {
        this.listener = listener == null ? NOBODY : listener;
    }

    boolean hasEnded() {
        return end.get() != null;
    }

    @Nullable
    IOException end() {
        return end.get();
    }

    long proven() {
        return proven;
    }

    /** Promises to let others go first on a channel for so many nanoseconds. */
    void promiseCourtesy(String channel, long nanos) {
        courtesy = new Courtesy(channel, System.nanoTime() + nanos);
    }

    /** For how many nanoseconds more others should go first. */
    long courtesy(String channel) {
        Courtesy promised = courtesy;
        return promised.channel().equals(channel) ? promised.until() - System.nanoTime() : 0;
    }

    /**
     * Sends commands in one go.
     *
     * @return their answers to come
     * @throws IOException if the connection has failed
     */
    List<Reply> send(CommandArguments... commands) throws IOException {
        writing.lock();
        try {
            return write(commands);
        } finally {
            writing.unlock();
        }
    }

    /** Sends a command unless somebody is sending, perhaps stuck in it; null then. */
    @Nullable
    Reply sendUnlessBusy(CommandArguments command) throws IOException {
        if (!writing.tryLock()) {
            return null;
        }
        try {
            return write(command).getFirst();
        } finally {
            writing.unlock();
        }
    }

    private List<Reply> write(CommandArguments... commands) throws IOException {
        IOException ended = end.get();
        if (ended != null) {
            throw new IOException(ended.getMessage(), ended);
        }
        Reply[] replies = new Reply[commands.length];
        try {
            for (int i = 0; i < commands.length; i++) {
                replies[i] = new Reply(commands[i].getCommand().toString());
                unanswered.add(replies[i]);
                connection.sendCommand(commands[i]);
            }
            connection.getMany(0); // flushes, and is the public way to do so
        } catch (RuntimeException e) {
            IOException failure = new IOException(e.getMessage(), e);
            end(failure);
            throw failure;
        } finally {
            if (end.get() != null) {
                // Jedis connects again when it finds its socket closed, which may have happened since we looked.
                hangUp();
                failUnanswered();
            }
        }
        return List.of(replies);
    }

    /** Ends the session from outside; the reading thread notices and tells the listener. */
    void end(IOException why) {
        end.compareAndSet(null, why);
        hangUp();
    }

    private void hangUp() {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // declared, but never thrown: it closes quietly
        }
    }

    private void read() {
        IOException why;
        try {
            while (true) {
                readOne();
            }
        } catch (RuntimeException | Error e) {
            why = new IOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        end(why);
        failUnanswered();
        listener.ended(reason());
    }

    private IOException reason() {
        IOException reason = end.get();
        return reason == null ? new IOException("closed") : reason;
    }

    private void failUnanswered() {
        Reply lost = unanswered.poll();
        while (lost != null) {
            lost.fail(reason());
            lost = unanswered.poll();
        }
    }

    private void readOne() {
        Object value;
        try {
            value = connection.getUnflushedObject();
        } catch (JedisDataException refusal) {
            answered().fail(refusal);
            return;
        }
        if (value instanceof List<?> push && push.size() == 3 && push.getFirst() instanceof byte[] type) {
            switch (new String(type, StandardCharsets.US_ASCII)) {
                case "message" -> {
                    listener.message(text(push.get(1)), text(push.get(2)));
                    return;
                }
                // In RESP3 these come as pushes, and are all the answer there is.
                case "subscribe", "unsubscribe" -> {
                    answered().complete(push);
                    return;
                }
                default -> {}
            }
        }
        answered().complete(value);
    }

    private Reply answered() {
        Reply reply = unanswered.poll();
        if (reply == null) {
            throw new IllegalStateException("an answer without a question");
        }
        proven = Math.max(proven, reply.sent());
        return reply;
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] known ? new String(known, StandardCharsets.UTF_8) : "";
    }
}
