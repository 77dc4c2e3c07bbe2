package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockDeadlockException;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockLostException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** One JVM, one server: what acquiring and holding mean. */
@Timeout(60)
class RedisLockTest {
    private static LiveRedis redis;

    @BeforeAll
    static void start() {
        redis = LiveRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void aFreeLockIsTakenAndFreed() throws Exception {
        var lock = redis.lock("free");
        try (var hold = lock.acquire()) {
            assertTrue(hold.isHeld());
            hold.ensureHeld();
            assertEquals(1, redis.subscribers("free"));
        }
        assertEquals(0, redis.subscribers("free"));
        try (var again = lock.tryAcquire().orElseThrow()) {
            assertTrue(again.isHeld());
        }
    }

    @Test
    void theServerOfTheLibraryWillDo() throws Exception {
        try (var embedded = LiveRedis.embedded();
                var hold = embedded.lock("embedded").acquire()) {
            assertTrue(hold.isHeld());
            assertTrue(hold.fencingToken() > 1_700_000_000_000_000L);
            assertTrue(embedded.lock("embedded").tryAcquire().isEmpty());
        }
    }

    @Test
    void theSubscribedConnectionIsTheNamedOne() throws Exception {
        try (var hold = redis.lock("named").acquire()) {
            var named = redis.clients().stream()
                    .filter(client -> client.get("name").equals(hold.clientName()))
                    .toList();
            assertEquals(1, named.size());
            assertEquals("1", named.getFirst().get("sub"));
            assertTrue(hold.clientName().matches("named-lock-[0-9a-f]{32}"), hold.clientName());
        }
        assertTrue(
                redis.clients().stream().noneMatch(client -> client.get("name").startsWith("named-lock")));
    }

    @Test
    void aSecondWriterIsRefusedAndTold() throws Exception {
        var lock = redis.lock("second");
        try (var hold = lock.acquire()) {
            assertTrue(lock.tryAcquire().isEmpty());
            // Another server value is another queue of this JVM, as another process is.
            var other = RedisLock.of(RedisServer.at(redis.url() + "/0"), "second");
            assertTrue(other.tryAcquire().isEmpty());
            var refused = assertThrows(
                    AlreadyLockedException.class,
                    () -> other.withFailWhenLocked(true).acquire());
            assertTrue(refused.getMessage().contains(hold.holderId()), refused.getMessage());
            var late = assertThrows(
                    LockTimeoutException.class,
                    () -> other.withTimeout(Duration.ofMillis(100)).acquire());
            assertTrue(late.getMessage().contains("from 127.0.0.1:"), late.getMessage());
            assertTrue(hold.isHeld());
            assertEquals(1, redis.subscribers("second"));
        }
    }

    @Test
    void readersShareAndWritersDoNot() throws Exception {
        var write = redis.lock("shared");
        var read = write.withShared(true);
        var elsewhere = RedisLock.of(RedisServer.at(redis.url() + "/0"), "shared");
        try (var one = read.acquire();
                var two = read.acquire();
                var three = elsewhere.withShared(true).acquire()) {
            assertTrue(one.isHeld() && two.isHeld() && three.isHeld());
            assertEquals(3, redis.subscribers("shared"));
            assertTrue(elsewhere.tryAcquire().isEmpty());
            assertTrue(write.tryAcquire().isEmpty());
            assertThrows(IllegalStateException.class, one::fencingToken);
        }
        try (var _ = elsewhere.acquire()) {
            assertTrue(read.tryAcquire().isEmpty());
        }
    }

    @Test
    void aWaitingWriterKeepsLateReadersOutAndGetsItsTurn() throws Exception {
        var here = redis.lock("turn");
        var there = RedisLock.of(RedisServer.at(redis.url() + "/0"), "turn");
        var elsewhere = RedisLock.of(RedisServer.at(redis.url() + "/1"), "turn");
        var reader = here.withShared(true).acquire();
        var writer = there.withTimeout(Duration.ofSeconds(30)).acquireAsync();
        while (redis.subscribers("turn") < 2 || elsewhere.probe().stream().noneMatch(RedisHolder::saysElected)) {
            Thread.sleep(5);
        }
        assertTrue(elsewhere.withShared(true).tryAcquire().isEmpty());
        reader.release();
        try (var hold = writer.get(30, TimeUnit.SECONDS)) {
            assertTrue(hold.isHeld());
            assertTrue(elsewhere.withShared(true).tryAcquire().isEmpty());
        }
        try (var late = elsewhere.withShared(true).acquire()) {
            assertTrue(late.isHeld());
        }
    }

    @Test
    void tokensIncrease() throws Exception {
        var lock = redis.lock("tokens");
        long last = 0;
        for (int i = 0; i < 5; i++) {
            try (var hold = lock.acquire()) {
                assertTrue(hold.fencingToken() > last, "" + hold.fencingToken());
                last = hold.fencingToken();
            }
        }
        try (Jedis client = redis.client()) {
            assertEquals(Long.toString(last), client.get(lock.fenceKey()));
        }
        try (var hold = lock.withFencing(false).acquire()) {
            assertThrows(IllegalStateException.class, hold::fencingToken);
        }
    }

    @Test
    void losingTheConnectionIsToldOnce() throws Exception {
        var lock = redis.lock("killed");
        var told = new CountDownLatch(1);
        var times = new java.util.concurrent.atomic.AtomicInteger();
        var hold = lock.acquire();
        hold.onLost(() -> {
            times.incrementAndGet();
            told.countDown();
        });
        redis.killHolders("killed");
        assertTrue(told.await(30, TimeUnit.SECONDS));
        assertFalse(hold.isHeld());
        assertTrue(hold.isLost());
        assertThrows(LockLostException.class, hold::ensureHeld);
        var late = new AtomicReference<Thread>();
        hold.onLost(() -> late.set(Thread.currentThread()));
        assertEquals(Thread.currentThread(), late.get());
        assertThrows(LockLostException.class, hold::close);
        hold.close();
        hold.release();
        assertEquals(1, times.get());
        try (var next = lock.acquire()) {
            assertTrue(next.isHeld());
        }
    }

    @Test
    void interruptionEndsAWait() throws Exception {
        var lock = redis.lock("interrupted").withTimeout(Waiting.FOREVER);
        for (var factory : java.util.List.of(
                Thread.ofPlatform().factory(), Thread.ofVirtual().factory())) {
            for (var url : java.util.List.of(redis.url(), redis.url() + "/0")) {
                var failure = new AtomicReference<Throwable>();
                try (var _ = lock.acquire()) {
                    var contender =
                            RedisLock.of(RedisServer.at(url), "interrupted").withTimeout(Waiting.FOREVER);
                    var waiter = factory.newThread(() -> {
                        try {
                            contender.acquire();
                        } catch (Exception e) {
                            failure.set(Thread.currentThread().isInterrupted() ? e : null);
                        }
                    });
                    waiter.start();
                    Thread.sleep(50);
                    waiter.interrupt();
                    assertTrue(waiter.join(Duration.ofSeconds(30)));
                }
                assertInstanceOf(LockInterruptedException.class, failure.get());
            }
        }
        try (var hold = lock.tryAcquire().orElseThrow()) {
            assertEquals(1, redis.subscribers("interrupted"));
            assertTrue(hold.isHeld());
        }
    }

    @Test
    void waitingForOneselfThroughAViewIsADeadlock() {
        var view = redis.lock("self").withTimeout(Waiting.FOREVER).asLock();
        view.lock();
        try {
            var e = assertThrows(java.io.UncheckedIOException.class, view::lock);
            assertEquals(LockDeadlockException.class, e.getCause().getClass());
        } finally {
            view.unlock();
        }
    }

    @Test
    void aCancelledFutureLeavesNothingBehind() throws Exception {
        var lock = redis.lock("cancelled").withTimeout(Waiting.FOREVER);
        try (var _ = lock.acquire()) {
            var future = RedisLock.of(RedisServer.at(redis.url() + "/0"), "cancelled")
                    .withTimeout(Waiting.FOREVER)
                    .acquireAsync();
            Thread.sleep(30);
            assertTrue(future.cancel(true));
        }
        try (var hold = lock.acquire()) {
            assertTrue(hold.isHeld());
        }
    }

    @Test
    void theCallersClientIsUsedAndNeverClosed() throws Exception {
        try (var client = RedisClient.create(redis.address())) {
            assertEquals(RedisLock.of(client, "client"), RedisLock.of(client, "client"));
            try (var hold = RedisLock.of(client, "client").acquire()) {
                assertTrue(hold.isHeld());
                assertTrue(redis.lock("client").tryAcquire().isEmpty());
            }
            assertEquals("PONG", client.ping());
            assertEquals(0, client.getPool().getNumActive());
        }
        try (var hold = RedisLock.of(RedisServer.connectedBy(redis::connection), "client")
                .acquire()) {
            assertTrue(hold.isHeld());
        }
        var config = DefaultJedisClientConfig.builder().resp2().build();
        try (var hold =
                RedisLock.of(RedisServer.at(redis.address(), config), "client").acquire()) {
            assertTrue(hold.isHeld());
        }
    }

    @Test
    void equalDescriptionsMeanTheSameLock() {
        assertEquals(redis.lock("same"), redis.lock("same"));
        assertNotEquals(redis.lock("same"), redis.lock("other"));
        assertNotEquals(redis.lock("same"), redis.lock("same").withShared(true));
        assertEquals("127.0.0.1:" + redis.port(), redis.server().toString());
        assertFalse(RedisServer.at("redis://me:secret@localhost").toString().contains("secret"));
    }

    @Test
    void badDescriptionsAreRefused() {
        for (var channel : java.util.List.of("", "a b", "a\n", "ä")) {
            assertThrows(IllegalArgumentException.class, () -> redis.lock(channel), channel);
        }
        for (var uri : java.util.List.of("http://localhost", "redis:", "redis://:secret@", "::")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> RedisServer.at(uri), uri);
            assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class, () -> redis.lock("x").withUnavailableTimeout(Duration.ofMillis(1)));
    }

    @Test
    void aJucLockViewWorks() throws Exception {
        var view = redis.lock("view").asLock();
        assertTrue(view.tryLock());
        try {
            assertEquals(1, redis.subscribers("view"));
        } finally {
            view.unlock();
        }
        assertEquals(0, redis.subscribers("view"));
    }
}
