package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.LockTimeoutException;
import io.portalocker.LockUnsupportedException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Build;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that refuses, dies, hangs or comes back, and strangers on the channel. */
@Timeout(120)
class RedisFaultTest {

    private static void assertSays(LockException failure, String... parts) {
        for (String part : parts) {
            assertTrue(failure.getMessage().contains(part), () -> "'" + part + "' in: " + failure.getMessage());
        }
    }

    @Test
    void noServer() {
        int port = LiveRedis.freePort();
        var lock = RedisLock.of(RedisServer.at("redis://127.0.0.1:" + port), "x");
        var failure = assertThrows(LockIOException.class, lock::acquire);
        assertSays(failure, "cannot connect to Redis 127.0.0.1:" + port, "refused");
        assertEquals("connect", failure.operation());
        assertThrows(LockIOException.class, lock::tryAcquire);
        assertThrows(LockIOException.class, lock::probe);
    }

    @Test
    void wrongPassword() throws Exception {
        try (var redis = LiveRedis.start("--requirepass", "right")) {
            String address = "127.0.0.1:" + redis.port();
            for (var user : new String[] {"redis://:wrong@", "redis://"}) {
                var lock = RedisLock.of(RedisServer.at(user + address), "x");
                var failure = assertThrows(LockIOException.class, lock::acquire);
                assertSays(failure, address, "password");
                assertFalse(failure.getMessage().contains("wrong@"));
            }
            try (var hold = RedisLock.of(RedisServer.at("redis://:right@" + address), "x")
                    .acquire()) {
                assertTrue(hold.isHeld());
            }
        }
    }

    @Test
    void missingRights() throws Exception {
        try (var redis = LiveRedis.start();
                var admin = redis.client()) {
            redis.requireVersion(7); // rights to single subcommands
            admin.aclSetUser("locker", "on", ">pw", "+@all", "-client|list", "-client|kill", "~*", "&*");
            admin.aclSetUser("reader", "on", ">pw", "+@all", "-publish", "~*", "&*");
            admin.aclSetUser("narrow", "on", ">pw", "+@all", "~*", "&other*");
            admin.aclSetUser("nofence", "on", ">pw", "+@all", "-incr", "~*", "&*");
            String at = ":pw@127.0.0.1:" + redis.port();
            var narrow = RedisLock.of(RedisServer.at("redis://narrow" + at), "x");
            assertSays(assertThrows(LockUnsupportedException.class, narrow::acquire), "NOPERM", "SUBSCRIBE");
            var nofence = RedisLock.of(RedisServer.at("redis://nofence" + at), "x");
            assertSays(assertThrows(LockUnsupportedException.class, nofence::acquire), "NOPERM", "incr");
            try (var hold = nofence.withFencing(false).acquire()) {
                assertTrue(hold.isHeld());
            }
            var locker = RedisLock.of(RedisServer.at("redis://locker" + at), "x");
            try (var hold = locker.acquire()) {
                assertTrue(hold.isHeld());
            }
            // The rights are missed only when there is a dead holder to clear away.
            try (var dead = Subscriber.silent(redis, "x", "x-lock-0123456789abcdef0123456789abcdef")) {
                assertSays(assertThrows(LockUnsupportedException.class, locker::acquire), "NOPERM", "CLIENT|LIST");
                assertTrue(dead.isThere());
            }
            assertEquals(0, redis.subscribers("x"));
            var reader = RedisLock.of(RedisServer.at("redis://reader" + at), "x");
            try (var hold = redis.lock("x").acquire()) {
                assertSays(assertThrows(LockUnsupportedException.class, reader::acquire), "NOPERM");
                assertTrue(hold.isHeld());
            }
        }
    }

    /** What docs/redis.md tells an administrator to grant, word for word. */
    @Test
    void theRightsOfTheDocumentationAreEnough() throws Exception {
        String page = Files.readString(Build.base().resolve("docs/redis.md"));
        int start = page.indexOf("+hello");
        String[] commands = page.substring(start, page.indexOf('`', start)).split(" ");
        try (var redis = LiveRedis.start();
                var admin = redis.client()) {
            admin.aclSetUser("least", "on", ">pw", "resetchannels", "&x", "&x-*", "&sem.*", "~x-fence", "~sem.*");
            admin.aclSetUser("least", commands);
            var server = RedisServer.at("redis://least:pw@127.0.0.1:" + redis.port());
            var lock = RedisLock.of(server, "x").withTimeout(Duration.ofSeconds(30));
            try (var dead = Subscriber.silent(redis, "x", "x-lock-0123456789abcdef0123456789abcdef");
                    var hold = lock.acquire()) {
                assertTrue(hold.fencingToken() > 1_700_000_000_000_000L);
                assertTrue(dead.isEnded());
                assertTrue(redis.lock("x").tryAcquire().isEmpty());
                assertEquals(1, lock.probe().size());
                var other = RedisLock.of(RedisServer.at("redis://least:pw@127.0.0.1:" + redis.port() + "/0"), "x");
                assertThrows(
                        LockTimeoutException.class,
                        () -> other.withTimeout(Duration.ofMillis(300)).acquire());
            }
            try (var permit = RedisSemaphore.named(server, "sem", 2).acquire()) {
                assertEquals(0, permit.slot());
            }
        }
    }

    @Test
    void clusterAndReplica() throws Exception {
        var directory = Files.createTempDirectory("portalocker-cluster");
        try (var cluster = LiveRedis.start("--cluster-enabled", "yes", "--dir", directory.toString())) {
            assertSays(
                    assertThrows(LockUnsupportedException.class, cluster.lock("x")::acquire),
                    "cluster",
                    "127.0.0.1:" + cluster.port());
        }
        Files.deleteIfExists(directory.resolve("nodes.conf"));
        Files.delete(directory);
        try (var redis = LiveRedis.start();
                var admin = redis.client()) {
            admin.replicaof("127.0.0.1", LiveRedis.freePort());
            assertSays(assertThrows(LockUnsupportedException.class, redis.lock("x")::acquire), "replica");
        }
    }

    @Test
    void aRestartLosesWhatIsHeldAndWaitersGoOn() throws Exception {
        try (var redis = LiveRedis.start()) {
            var lock = redis.lock("restart");
            var hold = lock.acquire();
            var lost = new CountDownLatch(1);
            hold.onLost(lost::countDown);
            var other =
                    RedisLock.of(RedisServer.at(redis.url() + "/0"), "restart").withTimeout(Duration.ofSeconds(60));
            var waiter = other.acquireAsync();
            while (redis.clients().stream()
                    .noneMatch(client -> client.get("name").equals("restart-waiter"))) {
                Thread.sleep(5);
            }
            redis.restart();
            assertTrue(lost.await(30, TimeUnit.SECONDS));
            assertFalse(hold.isHeld());
            try (var next = waiter.get(30, TimeUnit.SECONDS)) {
                assertTrue(next.isHeld());
            }
        }
    }

    @Test
    void aServerThatStaysDownEndsAWaitWithItsError() throws Exception {
        try (var redis = LiveRedis.start()) {
            var hold = redis.lock("down").acquire();
            var other = RedisLock.of(RedisServer.at(redis.url() + "/0"), "down").withTimeout(Duration.ofSeconds(2));
            var waiter = other.acquireAsync();
            while (redis.clients().size() < 2) {
                Thread.sleep(5);
            }
            redis.kill();
            var failure =
                    assertThrows(java.util.concurrent.ExecutionException.class, () -> waiter.get(30, TimeUnit.SECONDS));
            assertTrue(failure.getCause() instanceof LockIOException, failure.getCause()::toString);
            Background.await(() -> !hold.isHeld());
        }
    }

    @Test
    void aServerThatHangsIsNoticedByItsHolders() throws Exception {
        try (var redis = LiveRedis.start()) {
            var hold = redis.lock("hang").acquire();
            var lost = new CountDownLatch(1);
            hold.onLost(lost::countDown);
            redis.signal("STOP");
            try {
                long start = System.nanoTime();
                assertTrue(lost.await(30, TimeUnit.SECONDS));
                System.out.printf(
                        "redis: a hanging server was noticed after %d ms%n", (System.nanoTime() - start) / 1_000_000);
                assertFalse(hold.isHeld());
            } finally {
                redis.signal("CONT");
            }
            try (var next =
                    redis.lock("hang").withTimeout(Duration.ofSeconds(30)).acquire()) {
                assertTrue(next.isHeld());
            }
        }
    }

    /** As when the machine of both is suspended: the server goes on first, and the holder answers a little later. */
    @Test
    void aPauseOfServerAndHolderKillsNobody() throws Exception {
        try (var redis = LiveRedis.start();
                var holder = Peer.java("redis", Path.of("pause"), "url=" + redis.url())) {
            holder.acquire();
            var waiter = redis.lock("pause")
                    .withUnavailableTimeout(Duration.ofSeconds(2))
                    .withTimeout(Waiting.FOREVER)
                    .acquireAsync();
            for (int i = 0; i < 3; i++) {
                Signals.send("STOP", holder);
                while (redis.subscribers("pause") < 2) { // the waiter comes in, asks, and stays for want of an answer
                    Thread.sleep(5);
                }
                Thread.sleep(20);
                redis.signal("STOP");
                Thread.sleep(2500); // longer than the waiter's patience with a holder
                redis.signal("CONT");
                Thread.sleep(100);
                Signals.send("CONT", holder);
                assertEquals("held", holder.child().ask("ensure"));
                assertFalse(waiter.isDone());
                while (redis.subscribers("pause") > 1) {
                    Thread.sleep(5);
                }
            }
            holder.release();
            waiter.get(30, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void aSilentHolderIsClearedAwayAndAStrangerIsReported() throws Exception {
        try (var redis = LiveRedis.start()) {
            var lock = redis.lock("silent").withTimeout(Duration.ofSeconds(30));
            try (var dead = Subscriber.silent(redis, "silent", "silent-lock-0123456789abcdef0123456789abcdef");
                    var bystander = Subscriber.silent(
                            redis, "silent-lock-x", "silent-lock-x-lock-0123456789abcdef0123456789abcdef");
                    var hold = lock.acquire()) {
                assertTrue(hold.isHeld());
                assertTrue(dead.isEnded());
                assertTrue(bystander.isThere(), "a holder of another channel");
            }
            try (var dead = Subscriber.silent(redis, "silent", "silent-lock");
                    var hold = lock.acquire()) {
                assertTrue(hold.isHeld(), "portalocker before 4.0");
                assertTrue(dead.isEnded());
            }
            try (var stranger = Subscriber.silent(redis, "silent", "")) {
                var late = assertThrows(
                        LockTimeoutException.class,
                        () -> lock.withTimeout(Duration.ofSeconds(4)).acquire());
                assertSays(late, "never answers", stranger.address());
                assertTrue(stranger.isThere());
                assertThrows(AlreadyLockedException.class, lock::probe);
            }
            lock.acquire().close();
        }
    }

    @Test
    void theLivingAreSparedWhenTheDeadAreClearedAway() throws Exception {
        try (var redis = LiveRedis.start()) {
            var lock = redis.lock("spared");
            var elsewhere = RedisLock.of(RedisServer.at(redis.url() + "/0"), "spared");
            try (var reader = lock.withShared(true).acquire();
                    var dead = Subscriber.silent(redis, "spared", "spared-lock-0123456789abcdef0123456789abcdef")) {
                assertTrue(elsewhere.tryAcquire(Duration.ofSeconds(5)).isEmpty());
                assertTrue(dead.isEnded());
                reader.ensureHeld();
            }
        }
    }

    @Test
    void anUnreadableAnswerKeepsEverybodyOut() throws Exception {
        try (var redis = LiveRedis.start()) {
            var lock = redis.lock("legacy");
            // What portalocker before 4.0 answers: a time.
            try (var legacy = Subscriber.answering(redis, "legacy", "legacy-lock", "1717171717.25")) {
                assertTrue(lock.tryAcquire().isEmpty());
                assertTrue(lock.withShared(true).tryAcquire().isEmpty());
                assertTrue(lock.probe().getFirst().legacy());
                assertTrue(legacy.isThere());
            }
            lock.withTimeout(Duration.ofSeconds(30)).acquire().close();
        }
    }
}
