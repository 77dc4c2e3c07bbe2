package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Waiting;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Deadlines and pauses, over their whole range. */
class TimePropertiesTest {
    /** A clock that stands until it is moved. */
    private static final class Clock implements Ticker {
        private long now;

        Clock(long now) {
            this.now = now;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void pause(long nanos) {
            now += nanos;
        }
    }

    @Property(tries = 1000)
    boolean pauseIsPositiveAndBelowTheCeiling(
            @ForAll @LongRange(min = 1) long ceiling, @ForAll @IntRange(min = 1) int attempt, @ForAll long seed) {
        long pause = new Backoff(ceiling, new Random(seed)).pause(attempt);
        return pause > 0 && pause <= ceiling;
    }

    @Property(tries = 1000)
    boolean pauseIsInTheUpperHalfOfItsRange(
            @ForAll @LongRange(min = 1_000_000, max = 3_600_000_000_000L) long ceiling,
            @ForAll @IntRange(min = 1, max = 40) int attempt,
            @ForAll long seed) {
        long range = (long) Math.min((double) ceiling, 1e6 * Math.pow(2, attempt - 1));
        long pause = new Backoff(ceiling, new Random(seed)).pause(attempt);
        return pause <= range && pause >= range - range / 2 - 1;
    }

    @Property(tries = 1000)
    void deadlineComesWhenItsTimeHasPassed(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long timeout,
            @ForAll long start,
            @ForAll @LongRange(min = 0) long passed) {
        Clock clock = new Clock(start);
        // Beyond 292 years in whole seconds it never comes.
        Deadline deadline = Deadline.after(Duration.ofNanos(timeout), clock);
        clock.pause(passed);
        if (deadline.isForever()) {
            assertTrue(timeout / 1_000_000_000 >= Long.MAX_VALUE / 1_000_000_000);
            assertFalse(deadline.hasPassed());
        } else {
            assertEquals(passed >= timeout, deadline.hasPassed());
            assertEquals(timeout - passed, deadline.remaining());
        }
        Deadline further = Deadline.after(deadline.rest(), clock);
        assertEquals(deadline.isImmediate(), further.isImmediate());
        assertEquals(deadline.isForever(), further.isForever());
        if (!deadline.isForever() && !deadline.hasPassed()) {
            assertEquals(deadline.remaining(), further.remaining());
        }
        assertEquals(passed, deadline.elapsed());
        assertEquals(timeout == 0, deadline.isImmediate());
    }

    @Property(tries = 1000)
    void longTimeoutsNeverEnd(
            @ForAll @LongRange(min = Long.MAX_VALUE / 1_000_000_000) long seconds,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nanos,
            @ForAll long start) {
        Clock clock = new Clock(start);
        Deadline deadline = Deadline.after(Duration.ofSeconds(seconds, nanos), clock);
        clock.pause(Long.MAX_VALUE);
        assertTrue(deadline.isForever());
        assertFalse(deadline.hasPassed());
        assertEquals(Long.MAX_VALUE, deadline.remaining());
    }

    @Example
    void foreverIsForEver() {
        assertTrue(Deadline.after(Waiting.FOREVER, new Clock(0)).isForever());
    }

    @Property(tries = 1000)
    void waitingKeepsWhatItIsGiven(
            @ForAll @LongRange(min = 1) long timeout,
            @ForAll @LongRange(min = 1) long interval,
            @ForAll boolean failWhenLocked) {
        Waiting waiting = Waiting.DEFAULT
                .withTimeout(Duration.ofNanos(timeout))
                .withCheckInterval(Duration.ofNanos(interval))
                .withFailWhenLocked(failWhenLocked);
        Duration expected = failWhenLocked ? Duration.ZERO : Duration.ofNanos(timeout);
        assertEquals(new Waiting(expected, Duration.ofNanos(interval)), waiting);
        assertEquals(
                Waiting.DEFAULT.timeout(),
                waiting.withTimeout(Duration.ZERO).withFailWhenLocked(false).timeout());
    }
}
