package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisDataException;

/** Gives bytes to what reads from Redis. */
public final class RedisFuzz {
    private RedisFuzz() {}

    /** However they are cut, the bytes are the same values; and they are answers to what is asked when a connection begins. */
    public static void replies(byte[] bytes) {
        assertEquals(values(bytes, bytes.length), values(bytes, 1));
        handshake(bytes);
    }

    private static List<Object> values(byte[] bytes, int portion) {
        Resp resp = new Resp();
        List<Object> values = new ArrayList<>();
        try {
            for (int at = 0; at < bytes.length; at += portion) {
                ByteBuffer in = ByteBuffer.wrap(bytes, at, portion);
                Object value = resp.next(in);
                while (value != null) {
                    values.add(value);
                    value = resp.next(in);
                }
            }
        } catch (IOException e) {
            values.add(e.toString());
        }
        return values;
    }

    /** The server says all of this at once, asked or not, and then nothing more. */
    private static final class Recorded implements Wire {
        private final byte[] bytes;

        Recorded(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void send(List<Request> requests) {}

        @Override
        public void read(long nanos, Consumer<Object> sink) throws IOException {
            Resp resp = new Resp();
            ByteBuffer in = ByteBuffer.wrap(bytes);
            Object value = resp.next(in);
            while (value != null) {
                sink.accept(value);
                value = resp.next(in);
            }
            throw new IOException("the end");
        }

        @Override
        public boolean isReadByAnybody() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static void handshake(byte[] bytes) {
        Standing standing = new Standing(Replicas.REFUSE);
        Session session = Session.over(new Recorded(bytes));
        try {
            List<Reply> replies = session.send(standing.questions().toArray(Request[]::new));
            assertTrue(session.readIfNobodyDoes());
            IOException end = session.end();
            assertFalse(
                    end != null
                            && end.getCause() instanceof RuntimeException cause
                            && cause.toString().equals(end.getMessage()),
                    () -> "ended by " + end);
            standing.objection(replies, 0);
        } catch (IOException | JedisDataException expected) {
            // It refuses, or does not speak the protocol, and the connection is given up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void message(String text) {
        Messages.Heard heard = Messages.heard(text);
        heard.waiter().ifPresent(place -> assertEquals(heard.waiter(), Line.Place.of(place.wire())));
        Messages.Left left = Messages.departure(text);
        assertTrue(left == null || left.guest() >= -1);
        RedisHolder holder = Messages.holder(text, 1);
        if (!holder.legacy() && holder.id().chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            String again = Messages.pong(holder.id(), holder.mode(), holder.saysElected());
            assertEquals(holder.id(), Messages.holder(again, 1).id());
        }
        LeaseOwner.described(text);
        Line.Place.of(text);
    }
}
