package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waiting costs the server, in commands, counted by the server. */
@Timeout(180)
class QuietWaitingTest {

    private static final Duration WATCHED = Duration.ofSeconds(6);

    private static long commands(LiveRedis redis) {
        try (var client = redis.client()) {
            return Long.parseLong(client.info("stats").replaceAll("(?s).*total_commands_processed:(\\d+).*", "$1"));
        }
    }

    private static double perSecond(LiveRedis redis) throws Exception {
        long before = commands(redis);
        long start = System.nanoTime();
        Thread.sleep(WATCHED.toMillis());
        return (commands(redis) - before) * 1e9 / (System.nanoTime() - start);
    }

    /** Each with a server value of its own, as processes have. */
    private static List<CompletableFuture<RedisHold>> wait(LiveRedis redis, String channel, int waiters) {
        List<CompletableFuture<RedisHold>> futures = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            var server = RedisServer.connectedBy(redis::connection);
            futures.add(
                    RedisLock.of(server, channel).withTimeout(Waiting.FOREVER).acquireAsync());
        }
        Background.await(() -> redis.clients().stream()
                        .filter(each -> each.get("name").equals(channel + "-waiter"))
                        .count()
                == waiters);
        return futures;
    }

    private static void assertQuiet(LiveRedis redis, String channel, int waiters, double idle, double most)
            throws Exception {
        var waiting = wait(redis, channel, waiters);
        Thread.sleep(2000);
        double each = most + 1;
        // Where a holder has no time to answer for 0.3 s, as on a busy machine, its waiters ask more: that is not what
        // is looked for.
        for (int i = 0; i < 4 && each > most; i++) {
            each = (perSecond(redis) - idle) / waiters;
            System.out.printf("redis: %d waiters of %s cost %.2f commands a second each%n", waiters, channel, each);
        }
        assertTrue(each <= most, each + " commands a second for each of " + waiters);
        waiting.forEach(future -> future.cancel(true));
    }

    @Test
    void aHolderOfThisLibrary() throws Exception {
        try (var redis = LiveRedis.start("--databases", "100");
                var hold = redis.lock("quiet").acquire()) {
            Thread.sleep(500);
            double idle = perSecond(redis);
            assertQuiet(redis, "quiet", 1, idle, 2);
            assertQuiet(redis, "quiet", 60, idle, 2);
            assertTrue(hold.isHeld());
        }
    }

    @Test
    void aHolderOfPython() throws Exception {
        try (var redis = LiveRedis.start();
                var holder = Peer.python("redis", Path.of("python"), "url=" + redis.url())) {
            holder.acquire();
            double idle = perSecond(redis);
            assertQuiet(redis, "python", 1, idle, 20);
            assertQuiet(redis, "python", 60, idle, 20);
        }
    }

    /** Those who went in spoiled each other's counts before the answer came, and went in again, for ever. */
    @Test
    void aHolderThatHasNoTimeToAnswer() throws Exception {
        var id = "0123456789abcdef0123456789abcdef";
        try (var redis = LiveRedis.start("--databases", "100");
                var _ = Subscriber.late(
                        redis,
                        "late",
                        "late-lock-" + id,
                        "{\"holder_id\": \"" + id + "\", \"mode\": \"exclusive\", \"protocol\": 1, \"elected\": true}",
                        Duration.ofMillis(150))) {
            assertQuiet(redis, "late", 60, perSecond(redis), 20);
        }
    }
}
