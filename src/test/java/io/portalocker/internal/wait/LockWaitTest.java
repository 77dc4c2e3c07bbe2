package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockableFile;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.testkit.FakeTicker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When one who waits makes its attempts. */
@Timeout(60)
class LockWaitTest {
    private static final long SEED = 11;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path directory;

    private final FakeTicker time = new FakeTicker();
    private final LockWait wait = new LockWait(Platform.current(), () -> new Random(SEED));
    private final AtomicInteger attempts = new AtomicInteger();

    private LockWait.Attempt succeedsAt(int attempt) {
        return () -> attempts.incrementAndGet() == attempt;
    }

    private Deadline in(Duration timeout) {
        return Deadline.after(timeout, time);
    }

    @Test
    void pollingDoesNotPauseWhereTheFirstAttemptSucceeds() throws Exception {
        long start = time.nanoTime();
        assertTrue(wait.polling(succeedsAt(1), in(Duration.ofHours(1)), SECOND));
        assertEquals(start, time.nanoTime());
    }

    @Test
    void pausesOfPollingGrowUpToTheirBound() throws Exception {
        var pauses = new Backoff(LockWait.LONGEST_PAUSE, new Random(SEED));
        long end = time.nanoTime();
        for (int failed = 1; failed < 12; failed++) {
            end += pauses.pause(failed);
        }
        assertTrue(wait.polling(succeedsAt(12), in(Duration.ofHours(1)), SECOND));
        assertEquals(end, time.nanoTime());
    }

    @Test
    void noPauseOfPollingIsLongerThanTheInterval() throws Exception {
        long start = time.nanoTime();
        assertTrue(wait.polling(succeedsAt(101), in(Duration.ofHours(1)), 1000));
        assertTrue(time.nanoTime() - start <= 100 * 1000, "a hundred pauses of a microsecond");
    }

    @Test
    void pollingEndsAtTheDeadlineAndNotBefore() throws Exception {
        long end = time.nanoTime() + Duration.ofMillis(50).toNanos();
        assertFalse(wait.polling(succeedsAt(0), in(Duration.ofMillis(50)), SECOND));
        assertEquals(end, time.nanoTime());
        int before = attempts.get();
        assertFalse(wait.polling(succeedsAt(0), in(Duration.ZERO), SECOND));
        assertEquals(before + 1, attempts.get(), "one attempt, however late it is");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void eventsDoNotWaitWhereTheFirstAttemptSucceeds() throws Exception {
        try (LockableFile file = open()) {
            assertTrue(wait.withEvents(succeedsAt(1), in(Duration.ZERO), SECOND, file.descriptor()));
            assertEquals(1, attempts.get());
            assertFalse(wait.withEvents(succeedsAt(0), in(Duration.ZERO), SECOND, file.descriptor()));
            assertEquals(2, attempts.get());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void newsOfSeveralIsToBeHadExceptWherePollingIsChosen() throws Exception {
        try (LockableFile file = open()) {
            var news = new Semaphore(0);
            try (var subscription =
                    wait.subscribe(Mechanism.FLOCK, file.descriptor(), news).orElseThrow()) {
                LockableFile.open(path(), "r").close();
                assertTrue(subscription.await(30 * SECOND));
            }
            System.setProperty(WaitPlan.PROPERTY, "polling");
            assertTrue(wait.subscribe(Mechanism.FLOCK, file.descriptor(), news).isEmpty());
        } finally {
            System.clearProperty(WaitPlan.PROPERTY);
        }
    }

    private Path path() {
        return directory.resolve("lock");
    }

    private LockableFile open() throws Exception {
        return LockableFile.open(Files.createFile(path()), "r+");
    }
}
