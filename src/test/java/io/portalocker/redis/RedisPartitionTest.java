package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockException;
import io.portalocker.LockLostException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network that fails between a participant and the server: never two that both believe. */
@Timeout(120)
class RedisPartitionTest {
    @TempDir
    Path directory;

    private Referee referee;
    private LiveRedis redis;
    private Proxy proxy;

    @BeforeEach
    void start() throws Exception {
        referee = Referee.prepare(directory);
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

    /** Others, near the server, who want the lock all the time. */
    private List<Peer> others(String channel, int stays, String... python) {
        var others = List.of(
                Peer.java("redis", Path.of(channel), "url=" + redis.url()),
                Peer.python(
                        "redis",
                        Path.of(channel),
                        Stream.concat(Stream.of("url=" + redis.url()), Stream.of(python))
                                .toArray(String[]::new)));
        others.forEach(peer -> peer.beginStays(stays, directory));
        return others;
    }

    private static void awaitDone(List<Peer> peers) {
        peers.forEach(Peer::awaitDone);
        peers.forEach(Peer::close);
    }

    private void awaitWaiter(String channel) throws Exception {
        while (redis.clients().stream().noneMatch(each -> each.get("name").equals(channel + "-waiter"))) {
            Thread.sleep(5);
        }
    }

    /** It stays inside for as long as it believes, and not longer; meanwhile three others want to come in. */
    private void theHolderIsCutOff(Runnable fault) throws Exception {
        var far = RedisLock.of(RedisServer.at(proxy.url()), "cut-off");
        var near = redis.lock("cut-off").withTimeout(Waiting.FOREVER);
        var hold = far.acquire();
        var lost = new CountDownLatch(1);
        var waiter = near.acquireAsync();
        var believer = Background.start(() -> {
            referee.alone(() -> {
                while (hold.isHeld()) {
                    Thread.sleep(1);
                }
            });
            return hold;
        });
        awaitWaiter("cut-off");
        var others = others("cut-off", 2);
        long start = System.nanoTime();
        hold.onLost(() -> {
            print("a holder that was cut off is told", start);
            lost.countDown();
        });
        fault.run();
        try (var next = waiter.get(60, TimeUnit.SECONDS)) {
            print("the lock of a holder that was cut off moves on", start);
            referee.alone();
            assertTrue(lost.await(60, TimeUnit.SECONDS));
            assertThrows(LockLostException.class, hold::ensureHeld);
            next.ensureHeld();
        }
        believer.get();
        awaitDone(others);
        assertThrows(LockLostException.class, hold::close);
        referee.assertExclusion(6);
    }

    @Test
    void theHolderIsPartitioned() throws Exception {
        theHolderIsCutOff(proxy::partition);
    }

    /** Its health checks and its answers arrive, but it hears of nothing. */
    @Test
    void theHolderIsDeaf() throws Exception {
        theHolderIsCutOff(proxy::deafen);
    }

    /** It hears who asks, and its answers are lost. */
    @Test
    void theHolderIsMute() throws Exception {
        theHolderIsCutOff(proxy::mute);
    }

    @Test
    void theHolderHasHalfAConnectionAndNobodyAsks() throws Exception {
        var hold = RedisLock.of(RedisServer.at(proxy.url()), "half").acquire();
        var lost = new CountDownLatch(1);
        hold.onLost(lost::countDown);
        long start = System.nanoTime();
        proxy.deafen();
        assertTrue(lost.await(60, TimeUnit.SECONDS));
        print("half a connection is noticed", start);
        assertFalse(hold.isHeld());
        try (var next = redis.lock("half").withTimeout(Duration.ofSeconds(60)).acquire()) {
            print("the lock behind half a connection moves on", start);
            assertTrue(next.isHeld());
        }
    }

    /** As after a pause of the JVM: the lock has moved on, nothing here has noticed, and somebody looks. */
    @Test
    void aHolderThatMissedItsHealthChecksAsksBeforeItAnswers() throws Exception {
        var hold = RedisLock.of(RedisServer.at(proxy.url()), "missed").acquire();
        var goOn = new CountDownLatch(1);
        Timer.after(0, () -> awaitUninterruptibly(goOn));
        try {
            proxy.partition();
            try (var next =
                    redis.lock("missed").withTimeout(Duration.ofSeconds(60)).acquire()) {
                assertFalse(hold.isLost());
                assertFalse(hold.isHeld());
                assertTrue(next.isHeld());
            }
        } finally {
            goOn.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aWaiterIsPartitioned() throws Exception {
        var near = redis.lock("waiter");
        var far = RedisLock.of(RedisServer.at(proxy.url()), "waiter").withTimeout(Duration.ofSeconds(3));
        var hold = near.acquire();
        var waiter = far.acquireAsync();
        awaitWaiter("waiter");
        var others = others("waiter", 2);
        proxy.partition();
        long start = System.nanoTime();
        referee.alone(() -> {
            var ended = waiter.handle((held, failure) -> failure).get(60, TimeUnit.SECONDS);
            print("a waiter that was cut off gives up", start);
            assertTrue(ended instanceof LockException, () -> "" + ended);
            hold.ensureHeld();
        });
        long freed = System.nanoTime();
        hold.release();
        try (var _ = near.withTimeout(Duration.ofSeconds(30)).acquire()) {
            print("the lock moves on past a waiter that was cut off", freed);
            referee.alone();
        }
        awaitDone(others);
        referee.assertExclusion(6);
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
                hold.ensureHeld();
                late.ensureHeld();
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

    @Test
    void overASlowLinkNobodyIsMet() throws Exception {
        proxy.slow(100);
        var far = RedisLock.of(RedisServer.at(proxy.url()), "far").withTimeout(Duration.ofSeconds(60));
        // Over such a link others come and go between two counts of Python's, who takes who came for dead.
        var others = others("far", 4, "spares=true");
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            try (var hold = far.acquire()) {
                print("a contended lock over a link of 200 ms is held", start);
                referee.alone(() -> Thread.sleep(20));
                hold.ensureHeld();
            }
        }
        awaitDone(others);
        referee.assertExclusion(12);
    }
}
