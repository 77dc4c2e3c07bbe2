package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockException;
import io.portalocker.LockLostException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that fails between a participant and the server: never two that both believe. */
@Timeout(120)
class RedisPartitionTest {
    private LiveRedis redis;
    private Proxy proxy;

    @BeforeEach
    void start() {
        redis = LiveRedis.start();
        proxy = new Proxy(redis.port());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        redis.close();
    }

    private static void print(String what, long start) {
        System.out.printf("redis: %s after %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
    }

    private void theHolderIsCutOff(Runnable fault) throws Exception {
        var far = RedisLock.of(RedisServer.at(proxy.url()), "cut-off");
        var near = redis.lock("cut-off").withTimeout(Waiting.FOREVER);
        var hold = far.acquire();
        var lost = new CountDownLatch(1);
        var lastBelief = new AtomicLong();
        var waiter = near.acquireAsync();
        var watch = Thread.ofPlatform().start(() -> {
            while (hold.isHeld()) {
                lastBelief.set(System.nanoTime());
            }
        });
        while (redis.clients().stream().noneMatch(each -> each.get("name").equals("cut-off-waiter"))) {
            Thread.sleep(5);
        }
        long start = System.nanoTime();
        hold.onLost(() -> {
            print("a holder that was cut off is told", start);
            lost.countDown();
        });
        fault.run();
        try (var next = waiter.get(60, TimeUnit.SECONDS)) {
            long acquired = System.nanoTime();
            print("the lock of a holder that was cut off moves on", start);
            assertTrue(lost.await(60, TimeUnit.SECONDS));
            watch.join();
            // Both are clocks of this JVM, and the holder asks before it answers.
            assertTrue(
                    lastBelief.get() < acquired,
                    () -> "two believed for " + (lastBelief.get() - acquired) / 1_000_000 + " ms");
            assertThrows(LockLostException.class, hold::ensureHeld);
            assertTrue(next.isHeld());
        }
        assertThrows(LockLostException.class, hold::close);
    }

    @Test
    void theHolderIsPartitioned() throws Exception {
        theHolderIsCutOff(proxy::partition);
    }

    @Test
    void theHolderHasHalfAConnection() throws Exception {
        // Its health checks and its answers arrive, so nobody else need end it: it must notice by itself.
        var hold = RedisLock.of(RedisServer.at(proxy.url()), "half").acquire();
        var lost = new CountDownLatch(1);
        hold.onLost(lost::countDown);
        long start = System.nanoTime();
        proxy.deafen();
        assertTrue(lost.await(60, TimeUnit.SECONDS));
        print("half a connection is noticed", start);
        try (var next = redis.lock("half").withTimeout(Duration.ofSeconds(60)).acquire()) {
            print("the lock behind half a connection moves on", start);
            assertFalse(hold.isHeld());
            assertTrue(next.isHeld());
        }
    }

    @Test
    void aWaiterIsPartitioned() throws Exception {
        var near = redis.lock("waiter");
        var far = RedisLock.of(RedisServer.at(proxy.url()), "waiter").withTimeout(Duration.ofSeconds(3));
        var hold = near.acquire();
        var waiter = far.acquireAsync();
        while (redis.clients().stream().noneMatch(each -> each.get("name").equals("waiter-waiter"))) {
            Thread.sleep(5);
        }
        proxy.partition();
        long start = System.nanoTime();
        var ended = waiter.handle((held, failure) -> failure).get(60, TimeUnit.SECONDS);
        print("a waiter that was cut off gives up", start);
        assertTrue(ended instanceof LockException, () -> "" + ended);
        hold.ensureHeld();
        hold.release();
        try (var next = near.withTimeout(Duration.ofSeconds(30)).acquire()) {
            assertTrue(next.isHeld());
        }
    }

    @Test
    void anElectedWriterIsPartitioned() throws Exception {
        var read = redis.lock("elected").withShared(true);
        var far = RedisLock.of(RedisServer.at(proxy.url()), "elected").withTimeout(Duration.ofSeconds(30));
        try (var hold = read.acquire()) {
            var writer = far.acquireAsync();
            while (read.probe().stream().noneMatch(RedisHolder::saysElected)) {
                Thread.sleep(5);
            }
            long start = System.nanoTime();
            proxy.partition();
            // It keeps readers out until it is taken for dead.
            try (var late = RedisLock.of(RedisServer.at(redis.url() + "/0"), "elected")
                    .withShared(true)
                    .withTimeout(Duration.ofSeconds(30))
                    .acquire()) {
                print("readers come in past a writer that was cut off", start);
                assertTrue(hold.isHeld() && late.isHeld());
            }
            writer.cancel(true);
        }
    }

    @Test
    void aSlowLinkIsNoLoss() throws Exception {
        proxy.slow(100);
        var far = RedisLock.of(RedisServer.at(proxy.url()), "slow").withTimeout(Duration.ofSeconds(60));
        long start = System.nanoTime();
        try (var hold = far.acquire();
                var python = Peer.python("redis", Path.of("slow"), "url=" + redis.url())) {
            print("a lock over a link of 200 ms is held", start);
            assertFalse(python.tryAcquire());
            for (int i = 0; i < 10; i++) {
                hold.ensureHeld();
            }
            python.beginAcquire();
            hold.ensureHeld();
            start = System.nanoTime();
            hold.release();
            python.awaitAcquired();
            print("a lock held over a link of 200 ms moves on", start);
            var waiter = far.acquireAsync();
            start = System.nanoTime();
            python.release();
            waiter.get(60, TimeUnit.SECONDS).close();
            print("a lock waited for over a link of 200 ms is held", start);
        }
    }
}
