package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockException;
import io.portalocker.testkit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Four who take a lease behind sentinels while the master is replaced every few seconds, for {@value #SECONDS} seconds or
 * what {@code -Dportalocker.redis.torture=120} says. Two may believe at once; a store that looks at the token never takes
 * what is stale.
 */
@Timeout(600)
class LeaseTortureTest {
    private static final int SECONDS = 20;

    /** Takes a write only if no later holder has written. */
    private static final class Store {
        private long highest;
        private int accepted;
        private int refused;

        synchronized void write(long token) {
            if (token < highest) {
                refused++;
                return;
            }
            highest = token;
            accepted++;
        }
    }

    /** One hold: when it was asked for, when it was there, and its token. */
    private record Section(long asked, long there, long token) {}

    @Test
    void noStaleTokenIsEverAccepted(@TempDir Path directory) throws Exception {
        var store = new Store();
        int failovers = 0;
        List<Section> sections = new ArrayList<>();
        try (var group = new LiveSentinels(directory)) {
            long end = System.nanoTime()
                    + TimeUnit.SECONDS.toNanos(Integer.getInteger("portalocker.redis.torture", SECONDS));
            List<Background<List<Section>>> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                workers.add(Background.start(() -> work(group, store, end)));
            }
            while (System.nanoTime() - end < 0) {
                group.failOver();
                failovers++;
                Thread.sleep(3000);
            }
            for (var worker : workers) {
                sections.addAll(worker.get());
            }
        }
        System.out.printf(
                "redis: lease: %d sections, %d failovers, %d writes accepted, %d stale ones refused%n",
                sections.size(), failovers, store.accepted, store.refused);
        assertTrue(failovers > 0 && store.accepted > 0);
        // Who asked after another had it has the higher token, whichever master drew it: or the store would take the
        // stale.
        for (Section later : sections) {
            for (Section earlier : sections) {
                assertTrue(
                        earlier.there() - later.asked() >= 0 || earlier.token() < later.token(),
                        () -> later + " after " + earlier);
            }
        }
    }

    private static List<Section> work(LiveSentinels group, Store store, long end) {
        List<Section> sections = new ArrayList<>();
        try (var client = group.client()) {
            var lease = RedisLease.of(client, "torture")
                    .withTerm(Duration.ofSeconds(2))
                    .withTimeout(Duration.ofSeconds(10));
            while (System.nanoTime() - end < 0) {
                long asked = System.nanoTime();
                try (var hold = lease.acquire()) {
                    sections.add(new Section(asked, System.nanoTime(), hold.fencingToken()));
                    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
                    while (hold.isHeld() && System.nanoTime() - until < 0) {
                        store.write(hold.fencingToken());
                        Thread.sleep(5);
                    }
                } catch (LockException | JedisException e) {
                    // lost, or there was no master for so long
                } catch (InterruptedException e) {
                    return sections;
                }
            }
        }
        return sections;
    }
}
