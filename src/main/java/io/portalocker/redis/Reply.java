package io.portalocker.redis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** The server's answer to one command, which comes in the order of the commands. */
final class Reply {

    /** The server was silent for too long, which it may be to others of its connections too. */
    static final class Silence extends IOException {
        private static final long serialVersionUID = 1;

        Silence(String message) {
            super(message);
        }
    }

    private final Session session;
    private final String command;
    private final long sent = System.nanoTime();

    /** A value, a {@link Resp.Refusal}, or the {@link IOException} that ended the connection. */
    private volatile @Nullable Object outcome;

    /** What another thread than the one that reads waits for; made by it. */
    private volatile @Nullable CompletableFuture<Object> future;

    Reply(Session session, String command) {
        this.session = session;
        this.command = command;
    }

    /** When the command was on its way: if it was answered, the server had us on its list at least then. */
    long sent() {
        return sent;
    }

    boolean isDone() {
        return outcome != null;
    }

    void complete(Object value) {
        outcome = value;
        CompletableFuture<Object> waiting = future;
        if (waiting != null) {
            waiting.complete(value);
        }
    }

    /** Waits for the answer, which may be a refusal. */
    Object await(long patience) throws IOException, InterruptedException {
        if (outcome == null) {
            session.await(this, patience);
        }
        Object now = outcome;
        if (now == null) {
            throw new Silence("no answer to " + command + " for " + TimeUnit.NANOSECONDS.toMillis(patience) + " ms");
        }
        if (now instanceof Resp.Refusal refusal) {
            throw new JedisDataException(refusal.message());
        }
        if (now instanceof IOException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
        return now;
    }

    /** Waits while another thread reads. */
    void park(long nanos) throws InterruptedException {
        CompletableFuture<Object> mine = future;
        if (mine == null) {
            mine = new CompletableFuture<>();
            future = mine;
        }
        if (outcome == null) {
            try {
                mine.get(nanos, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return; // the outcome says it
            }
        }
    }

    long awaitNumber(long patience) throws IOException, InterruptedException {
        if (await(patience) instanceof Long number) {
            return number;
        }
        throw new IOException("the answer to " + command + " is no number");
    }

    String awaitText(long patience) throws IOException, InterruptedException {
        if (await(patience) instanceof String text) {
            return text;
        }
        throw new IOException("the answer to " + command + " is no text");
    }
}
