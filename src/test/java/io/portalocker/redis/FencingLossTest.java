package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockLostException;
import io.portalocker.testkit.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the counter, the next token is higher. */
@Timeout(120)
class FencingLossTest {

    private interface Fault {
        void strike(LiveRedis redis) throws Exception;
    }

    private static void assertHigherAfter(LiveRedis redis, Fault fault) throws Exception {
        var lock = redis.lock("lost").withTimeout(Duration.ofSeconds(30));
        for (int i = 0; i < 50; i++) {
            lock.acquire().close();
        }
        var hold = lock.acquire();
        long before = hold.fencingToken();
        fault.strike(redis);
        try {
            hold.release();
        } catch (LockLostException told) {
            assertFalse(hold.isHeld(), "a restart ends the connection that the lock lived on");
        }
        try (var here = lock.acquire()) {
            assertTrue(here.fencingToken() > before, here.fencingToken() + " after " + before);
            before = here.fencingToken();
        }
        fault.strike(redis);
        // As another process, which knows of no token before.
        try (var there = RedisLock.of(RedisServer.at(redis.url() + "/0"), "lost")
                .withTimeout(Duration.ofSeconds(30))
                .acquire()) {
            assertTrue(there.fencingToken() > before, there.fencingToken() + " after " + before);
        }
    }

    @Test
    void flushedWhileHeld() throws Exception {
        try (var redis = LiveRedis.start()) {
            assertHigherAfter(redis, server -> {
                try (var admin = server.client()) {
                    admin.flushAll();
                }
            });
        }
    }

    @Test
    void restartedWithoutPersistence() throws Exception {
        try (var redis = LiveRedis.start()) {
            assertHigherAfter(redis, LiveRedis::restart);
        }
    }

    @Test
    void restartedFromAnOldCopy(@TempDir Path directory) throws Exception {
        try (var redis = LiveRedis.start("--dir", directory.toString())) {
            redis.lock("lost").acquire().close();
            try (var admin = redis.client()) {
                admin.save();
            }
            assertHigherAfter(redis, LiveRedis::restart);
        }
    }

    @Test
    void evicted() throws Exception {
        try (var redis = LiveRedis.start("--maxmemory-policy", "allkeys-lru")) {
            assertHigherAfter(redis, server -> {
                try (var admin = server.client()) {
                    admin.configSet("maxmemory", Long.toString(1 << 20)); // less than an empty server has
                    for (int i = 0; i < 100 && admin.exists("lost-fence"); i++) {
                        try {
                            admin.set("filler" + i, "x".repeat(10_000));
                        } catch (redis.clients.jedis.exceptions.JedisDataException e) {
                            break; // there is nothing left to evict
                        }
                    }
                    assertTrue(!admin.exists("lost-fence"), "evicted");
                    admin.configSet("maxmemory", "0");
                }
            });
        }
    }

    /** By default the JVM prints warnings of libraries. */
    @Test
    void aServerThatMayEvictTheCounterIsWarnedOf() throws Exception {
        try (var evicting = LiveRedis.start("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
                var keeping = LiveRedis.start("--maxmemory", "100mb", "--maxmemory-policy", "volatile-lru")) {
            for (var redis : List.of(evicting, keeping)) {
                try (var child = Child.java(JedisVersionsTest.Main.class, redis.url())) {
                    child.expect("held true");
                    assertEquals(0, child.exitCode());
                    assertEquals(
                            redis == evicting,
                            child.transcript().contains("may lose the counters of fencing tokens: it evicts"),
                            child.transcript());
                }
            }
        }
    }

    /** A peer that counts plainly begins at 1 again; what it draws is low, and what we draw after it is not. */
    @Test
    void begunAgainByAPeer() throws Exception {
        try (var redis = LiveRedis.start()) {
            assertHigherAfter(redis, server -> {
                try (var admin = server.client()) {
                    admin.del("lost-fence");
                    admin.incr("lost-fence");
                }
            });
        }
    }

    /** Somebody's own key of that name is left alone, and keeps nobody from locking. */
    @Test
    void aKeyOfThatNameThatIsNoCounter() throws Exception {
        try (var redis = LiveRedis.start();
                var admin = redis.client()) {
            admin.set("job-fence", "green");
            long before;
            try (var hold = redis.lock("job").acquire()) {
                before = hold.fencingToken();
            }
            admin.del("job-fence");
            admin.lpush("job-fence", "a");
            try (var hold = redis.lock("job").acquire()) {
                assertTrue(hold.fencingToken() > before, hold.fencingToken() + " after " + before);
                before = hold.fencingToken();
            }
            admin.del("job-fence");
            try (var hold = redis.lock("job").acquire()) {
                assertTrue(hold.fencingToken() > before, hold.fencingToken() + " after " + before);
            }
        }
    }
}
