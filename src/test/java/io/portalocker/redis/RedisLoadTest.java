package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.LockLostException;
import io.portalocker.testkit.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Many idle holds of one JVM, beside more processes that compute than there are processors: a late answer is not a dead server.
 * {@code -Dportalocker.redis.load=600} for ten minutes of it.
 */
class RedisLoadTest {
    private static final int HOLDS = 500;

    @Test
    void idleHoldsSurviveALoadedMachine() throws Exception {
        long seconds = Integer.getInteger("portalocker.redis.load", 15);
        List<Child> load = new ArrayList<>();
        List<RedisHold> holds = new ArrayList<>();
        var lost = new ConcurrentLinkedQueue<LockLostException>();
        try (var redis = LiveRedis.start("--maxclients", "2000")) {
            for (int i = 0; i < HOLDS; i++) {
                var hold = redis.lock("idle" + i).acquire();
                hold.onLost(lost::add);
                holds.add(hold);
            }
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                load.add(Child.start("sh", "-c", "while :; do :; done"));
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            long doubtful = 0;
            long looks = 0;
            while (System.nanoTime() - end < 0 && lost.isEmpty()) {
                Thread.sleep(100);
                looks += HOLDS;
                doubtful += holds.stream().filter(each -> !each.isHeld()).count();
            }
            System.out.printf(
                    "redis: %d holds under load for %d s: %d lost, in doubt at %d of %d looks%n",
                    HOLDS, seconds, lost.size(), doubtful, looks);
            assertEquals(List.of(), List.copyOf(lost));
            for (RedisHold each : holds) {
                each.ensureHeld();
                each.release();
            }
        } finally {
            load.forEach(Child::close);
        }
    }
}
