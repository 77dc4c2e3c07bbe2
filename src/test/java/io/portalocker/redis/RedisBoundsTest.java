package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockIOException;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one lock, one call or one message may cost others. */
@Timeout(180)
class RedisBoundsTest {

    private interface Work {
        void run() throws Exception;
    }

    private static Duration timed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void oneAttemptOfManyReadersBesideAStrangerIsOneAttemptForAll() throws Exception {
        try (var redis = LiveRedis.start();
                var _ = Subscriber.silent(redis, "stray", "")) {
            var lock = redis.lock("stray").withShared(true);
            List<Background<Boolean>> readers = new ArrayList<>();
            Duration all = timed(() -> {
                for (int i = 0; i < 12; i++) {
                    readers.add(Background.start(() -> lock.tryAcquire().isEmpty()));
                }
                for (var reader : readers) {
                    assertTrue(reader.get());
                }
            });
            // One after the other, each for its unavailable timeout, they took twelve seconds.
            assertTrue(all.toSeconds() < 6, all::toString);
        }
    }

    @Test
    void oneAttemptAtAServerThatHangsIsOneTimeout() throws Exception {
        try (var redis = LiveRedis.start()) {
            List<RedisHold> holds = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                holds.add(redis.lock("idle" + i).acquire());
            }
            for (RedisHold each : holds) {
                each.release();
            }
            redis.signal("STOP");
            try {
                Duration took = timed(() -> assertThrows(
                        LockIOException.class, () -> redis.lock("x").tryAcquire()));
                // Each of the eight that were kept was asked in turn before, which took five seconds.
                assertTrue(took.toMillis() < 3500, took::toString);
            } finally {
                redis.signal("CONT");
            }
        }
    }

    @Test
    void noNameOfAUserIsTheLibrarys() throws Exception {
        try (var redis = LiveRedis.start();
                var hold = redis.lock("job").acquire()) {
            var waiter = RedisLock.of(RedisServer.at(redis.url() + "/0"), "job")
                    .withTimeout(Waiting.FOREVER)
                    .acquireAsync();
            Background.await(() ->
                    redis.clients().stream().anyMatch(each -> each.get("name").equals("job-waiter")));
            for (var suffix : List.of("-left", "-fence", "-waiter", "-lock", "-news")) {
                try (var other = redis.lock("job" + suffix).tryAcquire().orElseThrow()) {
                    assertTrue(other.isHeld());
                }
            }
            assertThrows(IllegalArgumentException.class, () -> redis.lock(Participant.newsOf("job")));
            hold.ensureHeld();
            hold.release();
            waiter.get(30, java.util.concurrent.TimeUnit.SECONDS).close();
        }
    }

    @Test
    void aThousandLocksShareTheirThreads() throws Exception {
        try (var redis = LiveRedis.start("--maxclients", "2000")) {
            List<RedisHold> holds = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    holds.add(redis.lock("many" + i).acquire());
                }
                long threads = Thread.getAllStackTraces().keySet().stream()
                        .filter(each -> each.getName().startsWith("portalocker-redis"))
                        .count();
                assertTrue(threads <= 8, threads + " threads");
                Thread.sleep(3000);
                // On a busy machine some may be in doubt for a moment, and none is lost.
                Background.await(() -> holds.stream().allMatch(RedisHold::isHeld));
                assertEquals(0, holds.stream().filter(RedisHold::isLost).count());
            } finally {
                for (RedisHold each : holds) {
                    each.release();
                }
            }
        }
    }

    /**
     * Why each lock has a connection of its own: what Python ends is a connection named after one channel and one holder, and
     * a connection has one name. Of two locks on one connection whose process hangs, Python would never get the second.
     */
    @Test
    void pythonFreesOnlyTheLockThatAConnectionIsNamedAfter() throws Exception {
        String name = "first-lock-0123456789abcdef0123456789abcdef";
        for (var channel : List.of("first", "second")) {
            try (var redis = LiveRedis.start();
                    var shared = Subscriber.silent(redis, channel.equals("first") ? "first" : "second", name);
                    var python = Peer.python("redis", Path.of(channel), "url=" + redis.url())) {
                boolean freed = false;
                for (int i = 0; i < 5 && !freed; i++) {
                    freed = python.tryAcquire(); // each asks, and ends who is silent if it can
                }
                assertEquals(channel.equals("first"), freed, channel);
                assertTrue(channel.equals("second") ? shared.isThere() : shared.isEnded(), channel);
            }
        }
    }

    @Test
    void aHugeMessageOnTheChannelHarmsNobody() throws Exception {
        try (var redis = LiveRedis.start("--client-output-buffer-limit", "pubsub", "256mb", "128mb", "60");
                var admin = redis.client();
                var hold = redis.lock("huge").acquire()) {
            Thread.sleep(100);
            admin.publish("huge", "x".repeat(20 << 20));
            Thread.sleep(1500);
            assertTrue(hold.isHeld());
            hold.ensureHeld();
        }
    }

    @Test
    void waitersAndHoldersAreReported() throws Exception {
        try (var redis = LiveRedis.start();
                var hold = redis.lock("told").acquire()) {
            Thread.sleep(50);
            var other = RedisLock.of(RedisServer.at(redis.url() + "/0"), "told");
            var holder = other.holders().getFirst();
            assertEquals(ProcessHandle.current().pid(), holder.pid());
            assertFalse(holder.shared());
            var reports = new java.util.concurrent.LinkedBlockingQueue<io.portalocker.WaitReport>();
            var waiter =
                    Background.start(() -> other.withTimeout(Waiting.FOREVER).acquire(reports::add));
            var report = reports.poll(30, java.util.concurrent.TimeUnit.SECONDS);
            assertEquals(
                    ProcessHandle.current().pid(), report.holders().getFirst().pid());
            hold.release();
            waiter.get().close();
            var refused = redis.lock("told").acquire();
            try (refused) {
                var failure = assertThrows(
                        io.portalocker.AlreadyLockedException.class,
                        () -> other.withFailWhenLocked(true).acquire());
                assertEquals(1, failure.holders().size());
            }
            assertEquals(List.of(), other.holders());
        }
    }
}
