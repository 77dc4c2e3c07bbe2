package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.testkit.FakeTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When every slot is looked at again, by a clock that the test moves. News that is there already tells the moments apart. */
@Timeout(60)
class SlotWaitTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final long SEED = 7;

    @TempDir
    Path directory;

    private final FakeTicker time = new FakeTicker();
    private final SlotNews news = new SlotNews();

    private SlotWait wait(Duration interval) {
        var slots = new Slots("gpu", 2, directory, _ -> "");
        return new SlotWait(new SlotFiles(slots), news, interval.toNanos(), time, new Random(SEED));
    }

    /** Whether the news that a file was closed is heeded, since it is not yet time to look at every slot. */
    private boolean hears(SlotWait wait) throws InterruptedException {
        news.arrivals().release();
        return wait.awaitNews(Deadline.after(Duration.ofHours(1), time));
    }

    @Test
    void aLookAtEverySlotIsFollowedByARestOfFourTimesItsLength() throws Exception {
        var wait = wait(Duration.ofSeconds(10));
        wait.rest(Duration.ofMillis(100).toNanos());
        time.pass(Duration.ofMillis(400).minusNanos(1));
        assertTrue(hears(wait));
        time.pass(Duration.ofNanos(1));
        assertFalse(hears(wait), "every slot is due");
    }

    @Test
    void noRestIsLongerThanTheInterval() throws Exception {
        var wait = wait(Duration.ofMillis(200));
        wait.rest(Duration.ofMillis(100).toNanos());
        time.pass(Duration.ofMillis(200).minusNanos(1));
        assertTrue(hears(wait));
        time.pass(Duration.ofNanos(1));
        assertFalse(hears(wait));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void withoutNewsThePausesGrow(int looks) throws Exception {
        for (boolean due : List.of(false, true)) {
            var wait = wait(Duration.ofSeconds(10));
            var pauses = new Backoff(LockWait.SAFETY_PAUSE, new Random(SEED));
            long pause = 0;
            for (int look = 1; look <= looks; look++) {
                wait.rest(0);
                pause = pauses.pause(look);
            }
            time.pass(Duration.ofNanos(due ? pause : pause - 1));
            assertEquals(!due, hears(wait));
        }
    }

    @Test
    void afterNewsEverySlotIsLookedAtSoon() throws Exception {
        var wait = wait(Duration.ofSeconds(10));
        for (int i = 0; i < 12; i++) {
            wait.rest(0);
        }
        assertTrue(hears(wait));
        assertTrue(hears(wait));
        time.pass(MILLISECOND.multipliedBy(2)); // what two failed looks are followed by, at most
        assertFalse(hears(wait));
    }

    @Test
    void deadlineEndsTheWait() throws Exception {
        var wait = wait(Duration.ofSeconds(10));
        wait.rest(MILLISECOND.toNanos());
        news.arrivals().release();
        assertFalse(wait.awaitNews(Deadline.after(Duration.ZERO, time)));
        assertEquals(1, news.arrivals().availablePermits());
    }

    @Test
    void slotFreedHereIsAReasonToLookAtEverySlot() throws Exception {
        var wait = wait(Duration.ofSeconds(10));
        wait.rest(MILLISECOND.toNanos());
        news.freed();
        assertFalse(wait.awaitNews(Deadline.after(Duration.ofHours(1), time)));
    }
}
