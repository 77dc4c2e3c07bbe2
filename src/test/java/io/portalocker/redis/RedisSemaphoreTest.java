package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import io.portalocker.testkit.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
                Signals.send("STOP", python);
                try (var second = waiter.get(60, TimeUnit.SECONDS)) {
                    assertEquals(0, second.slot(), "a silent holder is cleared away");
                }
            }
        }
    }

    /** Over-admission shows: the referee has two tokens, and whoever is inside takes one. */
    @Test
    void neverMoreThanTwoOfFourProcessesAreInside(@TempDir Path directory) throws Exception {
        var referee = Referee.prepare(directory).admitting(2);
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                peers.add(Peer.java("redis-semaphore", Path.of("crowded"), "url=" + redis.url(), "pause=2000000"));
            }
            peers.forEach(peer -> peer.beginStays(25, directory));
            peers.forEach(Peer::awaitDone);
        } finally {
            peers.forEach(Peer::close);
        }
        referee.assertNeverMore(100);
    }
}
