package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leaves while another comes does not change the count, and who came had not been asked. */
@Timeout(60)
class CensusTest {
    private static final String LEAVES = "swap-lock-00000000000000000000000000000001";
    private static final String COMES = "swap-lock-00000000000000000000000000000002";
    private static final String PONG =
            "{\"holder_id\": \"00000000000000000000000000000002\", \"mode\": \"exclusive\", \"protocol\": 1}";

    /** They are inside behind everybody: as long as one that goes first is seen there, another has to wait by right. */
    private static final String LAST = "f".repeat(32);

    private static final String LAST_BUT_ONE = "f".repeat(31) + "e";

    private static String pongOf(String id) {
        return "{\"holder_id\": \"" + id + "\", \"mode\": \"pending\", \"protocol\": 1, \"elected\": false}";
    }

    /** A subscriber of the channel that does something at each ping. */
    private static final class Plain implements AutoCloseable {
        private final Socket socket;
        private final Consumer<String> onPing;
        private final CountDownLatch end = new CountDownLatch(1);

        Plain(LiveRedis redis, Consumer<String> onPing) throws IOException {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
            this.onPing = onPing;
            Thread.ofPlatform().daemon().start(this::read);
        }

        void send(String... commands) {
            try {
                socket.getOutputStream()
                        .write((String.join("\r\n", commands) + "\r\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void read() {
            try (var lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String asker = line.startsWith("{") ? Messages.heard(line).responseChannel() : "";
                    if (!asker.isEmpty()) {
                        onPing.accept(asker);
                    }
                }
            } catch (IOException e) {
                // It was ended in another way.
            } finally {
                end.countDown();
            }
        }

        boolean isThere() {
            return end.getCount() > 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoComesAfterAPingIsSpared(int ping) throws Exception {
        try (var redis = LiveRedis.start();
                var answering = redis.client()) {
            CompletableFuture<RedisHold> waiter;
            var asked = new CountDownLatch(1);
            try (var comes = new Plain(redis, asker -> {
                        answering.publish(asker, PONG);
                        asked.countDown();
                    });
                    var leaves = new Plain(redis, swapAt(ping, redis, comes))) {
                leaves.send("CLIENT SETNAME " + LEAVES, "SUBSCRIBE swap");
                while (redis.subscribers("swap") == 0) {
                    Thread.sleep(5);
                }
                waiter = redis.lock("swap").withTimeout(Waiting.FOREVER).acquireAsync();
                while (!asked.await(10, TimeUnit.MILLISECONDS) && comes.isThere()) {
                    // One of both will be.
                }
                assertTrue(comes.isThere(), "it would have answered, had anybody asked it");
                assertFalse(waiter.isDone());
            }
            waiter.get(30, TimeUnit.SECONDS).close();
        }
    }

    /** One comes and the other goes in one step, so that no count can come in between. */
    private static Consumer<String> swapAt(int ping, LiveRedis redis, Plain comes) {
        var pings = new AtomicInteger();
        return _ -> {
            if (pings.incrementAndGet() == ping) {
                String id = redis.clients().stream()
                        .filter(each -> each.get("name").equals(LEAVES))
                        .findFirst()
                        .orElseThrow()
                        .get("id");
                comes.send("CLIENT SETNAME " + COMES, "MULTI", "SUBSCRIBE swap", "CLIENT KILL ID " + id, "EXEC");
            }
        };
    }

    /**
     * The count is never the same for a tenth of the time in which somebody would have to be silent; and one is on every list
     * as the dead one is, and answers.
     */
    @Test
    void theDeadIsFoundWhileAnotherComesAndGoes() throws Exception {
        try (var redis = LiveRedis.start();
                var answering = redis.client();
                var dead = Subscriber.silent(redis, "swap", LEAVES);
                var stays = Subscriber.answering(redis, "swap", "swap-lock-" + LAST, pongOf(LAST));
                var passer = new Plain(redis, asker -> answering.publish(asker, pongOf(LAST_BUT_ONE)))) {
            var over = new AtomicBoolean();
            var passing = Background.start(() -> {
                while (!over.get()) {
                    passer.send("CLIENT SETNAME swap-lock-" + LAST_BUT_ONE, "SUBSCRIBE swap");
                    Thread.sleep(25);
                    passer.send("UNSUBSCRIBE swap", "CLIENT SETNAME swap-waiter");
                    Thread.sleep(25);
                }
                return true;
            });
            var lock = redis.lock("swap").withTimeout(Duration.ofSeconds(30));
            var found = lock.acquireAsync().handle((hold, refusal) -> {
                over.set(true);
                return hold;
            });
            var hold = found.get(40, TimeUnit.SECONDS);
            assertNotNull(hold, "the dead one kept it from everybody");
            hold.close();
            assertTrue(passing.get());
            assertTrue(dead.isEnded());
            assertTrue(stays.isThere(), "it answered");
            assertTrue(passer.isThere(), "it answered whenever it was asked");
        }
    }

    /** Each look at who is silent waits for a server that is a quarter of a second away. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDeadIsFoundFromFarAway(boolean tries) throws Exception {
        try (var redis = LiveRedis.start();
                var way = new Proxy(redis.port());
                var dead = Subscriber.silent(redis, "swap", LEAVES)) {
            way.slow(125);
            var lock = RedisLock.of(RedisServer.at(way.url()), "swap");
            if (tries) {
                assertTrue(lock.tryAcquire().isEmpty(), "the first one only clears the dead away");
                assertTrue(dead.isEnded());
                lock.tryAcquire().orElseThrow().close();
            } else {
                lock.withTimeout(Duration.ofSeconds(30)).acquire().close();
                assertTrue(dead.isEnded());
            }
        }
    }
}
