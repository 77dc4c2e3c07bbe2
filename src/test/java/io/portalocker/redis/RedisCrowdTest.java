package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads, and many times. */
@Timeout(120)
class RedisCrowdTest {
    private static final int READERS = 200;
    private static final int WRITERS = 20;
    private static final int CYCLES = 1000;

    @Test
    void twoHundredReadersAndTwentyWritersOfOneJvm() throws Exception {
        try (var redis = LiveRedis.start()) {
            var lock = redis.lock("crowd").withTimeout(Waiting.FOREVER);
            var inside = new AtomicInteger(); // readers, or -1 for a writer
            var most = new AtomicInteger();
            var failure = new AtomicReference<Throwable>();
            List<Thread> threads = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < READERS + WRITERS; i++) {
                boolean writer = i % (READERS / WRITERS + 1) == 0;
                threads.add(Thread.ofVirtual().start(() -> {
                    try (var _ = lock.withShared(!writer).acquire()) {
                        if (writer) {
                            assertTrue(inside.compareAndSet(0, -1), "a writer met somebody");
                            Thread.sleep(2);
                            assertTrue(inside.compareAndSet(-1, 0), "somebody met a writer");
                        } else {
                            int now = inside.incrementAndGet();
                            assertTrue(now > 0, "a reader met a writer");
                            most.accumulateAndGet(now, Math::max);
                            Thread.sleep(20);
                            inside.decrementAndGet();
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                assertTrue(thread.join(Duration.ofSeconds(60)), "still waiting");
            }
            System.out.printf(
                    "redis: %d readers and %d writers done after %d ms, at most %d readers at once%n",
                    READERS, WRITERS, (System.nanoTime() - start) / 1_000_000, most.get());
            assertNull(failure.get());
            assertTrue(most.get() > 1, "no two readers were inside together");
            assertNothingIsLeft(redis);
        }
    }

    /** Half of them without a rival, half by two that hand the lock to each other as two processes do. */
    @Test
    void aThousandCyclesLeaveNothingBehind() throws Exception {
        try (var redis = LiveRedis.start()) {
            var here = redis.lock("cycles").withTimeout(Waiting.FOREVER);
            var there =
                    RedisLock.of(RedisServer.at(redis.url() + "/0"), "cycles").withTimeout(Waiting.FOREVER);
            cycle(here, CYCLES / 2);
            var rival = Background.start(() -> cycle(there, CYCLES / 4));
            cycle(here, CYCLES / 4);
            rival.get();
            assertTrue(redis.clients().size() <= 2, () -> redis.clients().toString());
            assertNothingIsLeft(redis);
        }
    }

    private static int cycle(RedisLock lock, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (var hold = lock.withShared(i % 2 == 1).acquire()) {
                assertTrue(hold.isHeld());
            }
        }
        return times;
    }

    /** Connections are kept for a while; everything else is gone at once. */
    private static void assertNothingIsLeft(LiveRedis redis) throws Exception {
        try (var client = redis.client()) {
            assertEquals(List.of(), client.pubsubChannels("*"));
        }
        assertEquals(0, ChannelKind.GATES.size());
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!redis.clients().isEmpty() || threads() > 0) {
            assertTrue(System.nanoTime() - patience < 0, () -> redis.clients() + ", threads: " + threads());
            Thread.sleep(50);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("portalocker-redis-"))
                .count();
    }
}
