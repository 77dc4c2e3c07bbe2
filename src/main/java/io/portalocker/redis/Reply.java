package io.portalocker.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The server's answer to one command, which comes in the order of the commands. */
final class Reply {

    /** In which a server of this machine answers. A thread that sleeps must be woken by the one that reads, which takes as long again. */
    private static final long SPINNING = TimeUnit.MICROSECONDS.toNanos(60);

    private static final boolean MAY_SPIN = Runtime.getRuntime().availableProcessors() > 1;

    private final CompletableFuture<Object> future = new CompletableFuture<>();
    private final String command;
    private final long sent = System.nanoTime();

    Reply(String command) {
        this.command = command;
    }

    String command() {
        return command;
    }

    /** When the command was on its way: if it was answered, the server had us on its list at least then. */
    long sent() {
        return sent;
    }

    boolean isDone() {
        return future.isDone();
    }

    void complete(Object value) {
        future.complete(value);
    }

    void fail(Exception failure) {
        future.completeExceptionally(failure);
    }

    /**
     * Waits for the answer.
     *
     * @param patience nanoseconds
     * @throws JedisDataException if the server refuses
     * @throws IOException if the connection is lost, or nothing comes
     */
    Object await(long patience) throws IOException, InterruptedException {
        spin();
        try {
            return future.get(patience, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "no answer to " + command + " for " + TimeUnit.NANOSECONDS.toMillis(patience) + " ms", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JedisDataException refusal) {
                throw refusal;
            }
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e.getCause());
        }
    }

    /** A virtual thread that spins would keep others from its carrier. */
    private void spin() {
        if (!MAY_SPIN || Thread.currentThread().isVirtual()) {
            return;
        }
        long start = System.nanoTime();
        while (!future.isDone() && System.nanoTime() - start < SPINNING) {
            Thread.onSpinWait();
        }
    }

    long awaitNumber(long patience) throws IOException, InterruptedException {
        if (await(patience) instanceof Long number) {
            return number;
        }
        throw new IOException("the answer to " + command + " is no number");
    }

    String awaitText(long patience) throws IOException, InterruptedException {
        if (await(patience) instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        throw new IOException("the answer to " + command + " is no text");
    }
}
