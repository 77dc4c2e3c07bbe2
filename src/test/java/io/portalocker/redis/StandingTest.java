package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockException;
import io.portalocker.LockUnsupportedException;
import io.portalocker.testkit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that may be replaced by others, which know of no holder. */
@Timeout(180)
class StandingTest {

    /** Of a planned failover with ACCEPT, as docs/redis.md says. */
    private static final Duration WINDOW = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private static void assertLost(RedisHold hold, String why) throws Exception {
        var lost = new CountDownLatch(1);
        hold.onLost(lost::countDown);
        assertTrue(lost.await(30, TimeUnit.SECONDS), "told");
        assertFalse(hold.isHeld());
        var told = assertThrows(LockException.class, hold::close);
        assertTrue(told.getMessage().contains(why), told.getMessage());
    }

    @Test
    void aMasterWithReplicasIsRefusedUnlessTheyAreAccepted() throws Exception {
        try (var master = LiveRedis.start("--repl-diskless-sync-delay", "0");
                var replica = LiveRedis.start()) {
            LiveSentinels.replicate(master, replica);
            var refused = assertThrows(LockUnsupportedException.class, master.lock("x")::acquire);
            assertTrue(refused.getMessage().contains("replicas"), refused.getMessage());
            assertTrue(refused.getMessage().contains("withReplicas"), refused.getMessage());
            try (var hold = master.lock("x").withReplicas(Replicas.ACCEPT).acquire()) {
                assertTrue(hold.isHeld());
            }
            assertThrows(LockUnsupportedException.class, replica.lock("x").withReplicas(Replicas.ACCEPT)::acquire);
        }
    }

    @Test
    void aReplicaThatAppearsEndsAHold() throws Exception {
        try (var master = LiveRedis.start("--repl-diskless-sync-delay", "0");
                var replica = LiveRedis.start()) {
            var hold = master.lock("x").acquire();
            var accepted = master.lock("y").withReplicas(Replicas.ACCEPT).acquire();
            LiveSentinels.replicate(master, replica);
            assertLost(hold, "has replicas");
            accepted.ensureHeld();
            accepted.close();
        }
    }

    @Test
    void aServerThatBecomesAReplicaEndsEveryHold() throws Exception {
        try (var old = LiveRedis.start();
                var next = LiveRedis.start();
                var admin = old.client()) {
            var hold = old.lock("x").acquire();
            var accepted = old.lock("y").withReplicas(Replicas.ACCEPT).acquire();
            // The connection stays: REPLICAOF ends none.
            admin.replicaof("127.0.0.1", next.port());
            assertLost(hold, "replica");
            assertLost(accepted, "counts only its own");
            // A connection that is kept for the next use is asked again.
            assertThrows(LockUnsupportedException.class, old.lock("x")::acquire);
        }
    }

    @Test
    void aMasterThatIsStoppedEndsItsHoldBeforeAnotherHasOneForLong() throws Exception {
        try (var group = new LiveSentinels(directory)) {
            var hold = RedisLock.of(group.server().withReplicas(Replicas.ACCEPT), "x")
                    .acquire();
            var lost = new CountDownLatch(1);
            hold.onLost(lost::countDown);
            var elsewhere = RedisLock.of(group.server().withReplicas(Replicas.ACCEPT), "x")
                    .withTimeout(Duration.ofSeconds(5));
            group.first.signal("STOP");
            try {
                Background.await(() -> !group.master().equals(group.first.address()));
                try (var second = elsewhere.acquire()) {
                    long start = System.nanoTime();
                    assertTrue(lost.await(60, TimeUnit.SECONDS), "told");
                    Duration both = Duration.ofNanos(System.nanoTime() - start);
                    System.out.printf("redis: two holds for %d ms after SIGSTOP of the master%n", both.toMillis());
                    assertTrue(both.compareTo(WINDOW) < 0, both::toString);
                    assertFalse(hold.isHeld());
                    assertTrue(second.isHeld());
                }
            } finally {
                group.first.signal("CONT");
            }
        }
    }

    @Test
    void twoHoldsAfterAFailoverLastNoLongerThanDocumented() throws Exception {
        try (var group = new LiveSentinels(directory)) {
            assertThrows(LockUnsupportedException.class, RedisLock.of(group.server(), "x")::acquire);
            var accepting = group.server().withReplicas(Replicas.ACCEPT);
            var hold = RedisLock.of(accepting, "x").acquire();
            long stale = hold.fencingToken();
            var lost = new CountDownLatch(1);
            hold.onLost(lost::countDown);
            group.failOver();
            // As another process: another server value.
            var elsewhere = RedisLock.of(group.server().withReplicas(Replicas.ACCEPT), "x")
                    .withTimeout(Duration.ofSeconds(60));
            try (var second = elsewhere.acquire()) {
                long start = System.nanoTime();
                assertTrue(lost.await(60, TimeUnit.SECONDS), "told");
                Duration both = Duration.ofNanos(System.nanoTime() - start);
                System.out.printf("redis: two holds for %d ms after SENTINEL FAILOVER%n", both.toMillis());
                assertTrue(both.compareTo(WINDOW) < 0, both::toString);
                assertTrue(second.fencingToken() > stale, second.fencingToken() + " after " + stale);
            }
        }
    }
}
