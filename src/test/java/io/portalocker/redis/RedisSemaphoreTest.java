package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slots: never more than there are, the lowest free one first, and each with tokens of its own. */
@Timeout(120)
class RedisSemaphoreTest {
    private static LiveRedis redis;

    @BeforeAll
    static void start() {
        redis = LiveRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void permitsAreCountedAndWaitedFor() throws Exception {
        var semaphore = RedisSemaphore.named(redis.server(), "gpu", 2);
        var first = semaphore.acquire();
        var second = semaphore.acquire();
        assertEquals(List.of(0, 1), List.of(first.slot(), second.slot()));
        assertTrue(semaphore.tryAcquire().isEmpty());
        var refused = assertThrows(
                AlreadyLockedException.class,
                () -> semaphore
                        .withWaiting(semaphore.waiting().withFailWhenLocked(true))
                        .acquire());
        assertTrue(refused.getMessage().contains("all 2 slots of Redis semaphore 'gpu'"), refused.getMessage());
        assertThrows(
                LockTimeoutException.class,
                () -> semaphore.withTimeout(Duration.ofMillis(50)).acquire());
        var waiter = semaphore.withTimeout(Duration.ofSeconds(60)).acquireAsync();
        Thread.sleep(30);
        assertFalse(waiter.isDone());
        first.release();
        try (var third = waiter.get(30, TimeUnit.SECONDS)) {
            assertEquals(0, third.slot());
            assertTrue(third.fencingToken() > first.fencingToken());
        }
        second.close();
        assertThrows(IllegalArgumentException.class, () -> RedisSemaphore.named(redis.server(), "gpu", 0));
        assertThrows(IllegalArgumentException.class, () -> RedisSemaphore.named(redis.server(), "g p u", 1));
        assertThrows(IndexOutOfBoundsException.class, () -> semaphore.slot(2));
    }

    @Test
    void aPythonLockOnTheChannelOfASlotTakesIt() throws Exception {
        var semaphore = RedisSemaphore.named(redis.server(), "mixed", 2).withTimeout(Duration.ofSeconds(60));
        try (var python = Peer.python("redis", Path.of("mixed.00"), "url=" + redis.url())) {
            python.acquire();
            try (var permit = semaphore.acquire()) {
                assertEquals(1, permit.slot());
                assertTrue(semaphore.tryAcquire().isEmpty());
                var waiter = semaphore.acquireAsync();
                Signals.send("STOP", python.child().pid());
                try (var second = waiter.get(60, TimeUnit.SECONDS)) {
                    assertEquals(0, second.slot(), "a silent holder is cleared away");
                }
            }
        }
    }

    /** Against a model: whatever the order of acquiring, releasing and dying, the lowest free slot is given. */
    @Test
    void theLowestFreeSlotIsGiven() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int maximum = 4;
        var semaphore = RedisSemaphore.named(redis.server(), "model", maximum);
        var free = new TreeSet<>(IntStream.range(0, maximum).boxed().toList());
        var held = new TreeMap<Integer, RedisPermit>();
        List<String> history = new ArrayList<>(List.of("seed " + seed));
        var tokens = new long[maximum];
        for (int step = 0; step < 200; step++) {
            int choice = random.nextInt(8);
            if (choice < 4 || held.isEmpty()) {
                var permit = semaphore.tryAcquire();
                history.add("acquire " + permit);
                assertEquals(!free.isEmpty(), permit.isPresent(), history::toString);
                if (permit.isPresent()) {
                    int slot = permit.get().slot();
                    assertEquals(free.pollFirst(), slot, history::toString);
                    assertTrue(permit.get().fencingToken() > tokens[slot], history::toString);
                    tokens[slot] = permit.get().fencingToken();
                    held.put(slot, permit.get());
                }
            } else {
                int slot = new ArrayList<>(held.keySet()).get(random.nextInt(held.size()));
                var permit = held.remove(slot);
                if (choice < 7) {
                    permit.close();
                } else {
                    redis.killHolders("model.0" + slot);
                    while (!permit.isLost()) {
                        Thread.onSpinWait();
                    }
                }
                history.add((choice < 7 ? "release " : "kill ") + slot);
                free.add(slot);
            }
        }
        held.values().forEach(RedisPermit::release);
    }
}
