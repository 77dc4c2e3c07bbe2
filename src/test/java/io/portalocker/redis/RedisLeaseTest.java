package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.LockLostException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** A lease with one server: acquiring, renewing, losing, waiting. */
@Timeout(120)
class RedisLeaseTest {
    private static LiveRedis redis;
    private static RedisClient here;
    private static RedisClient there;

    @BeforeAll
    static void start() {
        redis = LiveRedis.start();
        here = RedisClient.create(redis.address());
        there = RedisClient.create(redis.address());
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        redis.close();
    }

    private static void assertExcludes(UnifiedJedis one, UnifiedJedis other, String name) throws Exception {
        var lease = RedisLease.of(one, name).withTerm(Duration.ofSeconds(5));
        var rival = RedisLease.of(other, name).withTerm(Duration.ofSeconds(5));
        long last;
        try (var hold = lease.acquire()) {
            assertTrue(hold.isHeld());
            hold.ensureHeld();
            assertTrue(rival.tryAcquire().isEmpty());
            assertTrue(lease.tryAcquire().isEmpty());
            var refused = assertThrows(
                    AlreadyLockedException.class,
                    () -> rival.withFailWhenLocked(true).acquire());
            assertEquals(
                    ProcessHandle.current().pid(), refused.holders().getFirst().pid());
            assertThrows(
                    LockTimeoutException.class,
                    () -> rival.withTimeout(Duration.ofMillis(50)).acquire());
            last = hold.fencingToken();
        }
        try (var next = rival.acquire()) {
            assertTrue(next.fencingToken() > last);
            assertEquals(1, lease.holders().size());
        }
        assertEquals(0, lease.holders().size());
    }

    /** The connections of an interrupted virtual thread are closed when it uses them. */
    @Test
    void anInterruptedThreadReleasesAllTheSame() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        var lease = RedisLease.of(here, "interrupted");
        var holder = Thread.ofVirtual().start(() -> {
            try {
                var hold = lease.acquire();
                Thread.currentThread().interrupt();
                hold.release();
                interrupted.complete(Thread.interrupted());
            } catch (LockException e) {
                interrupted.completeExceptionally(e);
            }
        });
        assertTrue(interrupted.get(60, TimeUnit.SECONDS));
        holder.join();
        try (var next = RedisLease.of(there, "interrupted").tryAcquire().orElseThrow()) {
            assertTrue(next.isHeld());
        }
    }

    @Test
    void oneAtATime() throws Exception {
        assertExcludes(here, there, "exclusive");
    }

    @Test
    void oneAtATimeInACluster(@TempDir Path directory) throws Exception {
        try (var cluster = new LiveCluster(directory);
                var one = cluster.client();
                var other = cluster.client()) {
            for (var name : new String[] {"a", "b", "c", "d"}) {
                assertExcludes(one, other, name);
            }
            var waits = RedisLease.of(one, "a").withReplicas(1).withTimeout(Duration.ofMillis(500));
            var alone = assertThrows(LockIOException.class, waits::acquire);
            assertTrue(alone.getMessage().contains("0 of 1"), alone.getMessage());
            assertTrue(RedisLease.of(other, "a").tryAcquire().isPresent(), "given back");
        }
    }

    @Test
    void oneAtATimeBehindSentinelsConfirmedByAReplica(@TempDir Path directory) throws Exception {
        try (var group = new LiveSentinels(directory);
                var one = group.client();
                var other = group.client()) {
            assertExcludes(one, other, "confirmed");
            try (var hold = RedisLease.of(one, "confirmed").withReplicas(1).acquire()) {
                assertTrue(hold.isHeld());
            }
            var too = RedisLease.of(one, "confirmed").withReplicas(2).withTimeout(Duration.ofMillis(500));
            var alone = assertThrows(LockIOException.class, too::acquire);
            assertTrue(alone.getMessage().contains("1 of 2"), alone.getMessage());
        }
    }

    @Test
    void itOutlivesItsTermWhileItIsRenewed() throws Exception {
        var lease = RedisLease.of(here, "renewed").withTerm(Duration.ofSeconds(2));
        try (var hold = lease.acquire()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (System.nanoTime() - end < 0) {
                assertTrue(hold.isHeld());
                assertTrue(RedisLease.of(there, "renewed").tryAcquire().isEmpty());
                Thread.sleep(20);
            }
        }
    }

    @Test
    void aReleaseWakesWhoWaits() throws Exception {
        var lease = RedisLease.of(here, "woken").withTerm(Duration.ofHours(1));
        var hold = lease.acquire();
        var waiter = Background.start(
                () -> RedisLease.of(there, "woken").withTimeout(Waiting.FOREVER).acquire());
        Background.await(() -> redis.subscribers(lease.news()) == 1);
        hold.release();
        waiter.get().close();
    }

    @Test
    void aKeyThatIsGoneIsALossAndToldOnce() throws Exception {
        var lease = RedisLease.of(here, "gone").withTerm(Duration.ofMillis(900));
        var hold = lease.acquire();
        var lost = new CountDownLatch(1);
        hold.onLost(loss -> lost.countDown());
        here.del(lease.key());
        try (var next = RedisLease.of(there, "gone").acquire()) {
            assertTrue(lost.await(30, TimeUnit.SECONDS));
            assertFalse(hold.isHeld());
            assertTrue(hold.isLost());
            assertThrows(LockLostException.class, hold::ensureHeld);
            assertThrows(LockLostException.class, hold::close);
            hold.close();
            assertTrue(next.isHeld(), "the loser frees nothing of another's");
            next.ensureHeld();
            assertTrue(next.fencingToken() > hold.fencingToken());
        }
    }

    @Test
    void aServerThatHangsEndsALeaseByTheClockAndNoOther() throws Exception {
        try (var hanging = LiveRedis.start();
                var client = RedisClient.create(hanging.address())) {
            var hold = RedisLease.of(client, "hung")
                    .withTerm(Duration.ofSeconds(1))
                    .acquire();
            var other = RedisLease.of(here, "unhung")
                    .withTerm(Duration.ofSeconds(3))
                    .acquire();
            var lost = new CountDownLatch(1);
            hold.onLost(loss -> lost.countDown());
            hanging.signal("STOP");
            try {
                long start = System.nanoTime();
                Background.await(() -> !hold.isHeld());
                long after = System.nanoTime() - start;
                assertTrue(after < TimeUnit.SECONDS.toNanos(3), () -> after / 1_000_000 + " ms");
                assertTrue(lost.await(30, TimeUnit.SECONDS));
                Thread.sleep(3000); // the term of the other
                assertTrue(other.isHeld());
            } finally {
                hanging.signal("CONT");
            }
            assertThrows(LockLostException.class, hold::close);
            other.close();
        }
    }

    @Test
    void badDescriptionsAreRefused() {
        for (var name : new String[] {"", "a b", "{a", "a}", "ä"}) {
            assertThrows(IllegalArgumentException.class, () -> RedisLease.of(here, name), name);
        }
        var lease = RedisLease.of(here, "x");
        assertThrows(IllegalArgumentException.class, () -> lease.withTerm(Duration.ofMillis(99)));
        assertThrows(IllegalArgumentException.class, () -> lease.withReplicas(-1));
        assertEquals(lease, RedisLease.of(here, "x"));
    }

    @Test
    void noServer() {
        try (var nowhere = RedisClient.create("127.0.0.1", LiveRedis.freePort())) {
            var lease = RedisLease.of(nowhere, "x").withTimeout(Duration.ofMillis(300));
            assertThrows(LockIOException.class, lease::acquire);
            assertThrows(LockIOException.class, () -> lease.tryAcquire());
        }
    }
}
