package io.portalocker.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;

/**
 * A connection that only Jedis can read: with TLS, of a client of the caller's, or of a supplier. A read waits for
 * ever.
 */
final class JedisWire implements Wire {

    private final Connection connection;

    JedisWire(Connection connection) {
        this.connection = connection;
        connection.setTimeoutInfinite();
    }

    @Override
    public void send(List<Request> requests) throws IOException {
        try {
            for (Request each : requests) {
                CommandArguments arguments =
                        new CommandArguments(() -> each.words().getFirst().getBytes(StandardCharsets.UTF_8));
                each.words().stream().skip(1).forEach(arguments::add);
                connection.sendCommand(arguments);
            }
            connection.getMany(0); // flushes, and is the public way to do so
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void read(long nanos, Consumer<Object> sink) throws IOException {
        Object value;
        try {
            value = value(connection.getUnflushedObject());
        } catch (JedisDataException refusal) {
            value = new Resp.Refusal(String.valueOf(refusal.getMessage()));
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        sink.accept(value);
    }

    /** In RESP3 as Jedis reads it, a push is a list like any other; no answer to our commands begins as one. */
    private static Object value(@Nullable Object read) {
        if (read instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (read instanceof List<?> list) {
            if (!list.isEmpty() && list.getFirst() instanceof KeyValue<?, ?>) {
                Map<Object, Object> map = new HashMap<>();
                for (Object each : list) {
                    if (each instanceof KeyValue<?, ?> pair) {
                        map.put(value(pair.getKey()), value(pair.getValue()));
                    }
                }
                return map;
            }
            List<Object> values = list.stream().map(JedisWire::value).toList();
            return !values.isEmpty()
                            && values.getFirst() instanceof String first
                            && List.of("message", "subscribe", "unsubscribe").contains(first)
                    ? new Resp.Push(values)
                    : values;
        }
        return read == null ? Resp.NULL : read;
    }

    @Override
    public boolean isReadByAnybody() {
        return false;
    }

    @Override
    public void close() {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // declared, but never thrown: it closes quietly
        }
    }
}
