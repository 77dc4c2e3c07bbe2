package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest extends GateFixture {

    @Test
    void oneIsInside() throws Exception {
        assertTrue(gate.enter(false, NOW));
        assertFalse(tryEnter(false));
        assertFalse(tryEnter(true));
        assertFalse(gate.enter(false, NOW), "not even the same thread");
        gate.leave(false);
        assertTrue(tryEnter(false));
    }

    @Test
    void sharersAreInsideTogether() throws Exception {
        assertTrue(gate.enter(true, NOW));
        assertTrue(tryEnter(true));
        assertFalse(tryEnter(false));
        gate.leave(true);
        assertFalse(tryEnter(false), "one is left");
        gate.leave(true);
        assertTrue(tryEnter(false));
    }

    @Test
    void anotherThreadMayLeave() throws Exception {
        assertTrue(tryEnter(false));
        gate.leave(false);
        assertTrue(gate.enter(false, NOW));
    }

    @Test
    void queueIsServedInOrder() throws Exception {
        assertTrue(gate.enter(false, NOW));
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Background<Object>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            all.add(Background.start(() -> {
                gate.enter(false, NEVER);
                order.add(number);
                gate.leave(false);
                return "done";
            }));
            Background.await(() -> gate.getQueueLength() == number + 1);
        }
        gate.leave(false);
        for (Background<Object> each : all) {
            each.get();
        }
        assertEquals(List.of(0, 1, 2, 3, 4), order);
    }

    /** A newcomer may overtake while the head of the queue wakes up, but only so many times in a row. */
    @Test
    void overtakingIsBounded() throws Exception {
        Gate slow = gates.reference(3, 4);
        assertTrue(slow.enter(false, NOW));
        Background<Boolean> head = Background.start(() -> slow.enter(false, NEVER));
        Background.await(() -> slow.getQueueLength() == 1);
        slow.leave(false);
        int overtakings = 0;
        while (slow.hasQueuedThreads()) {
            if (slow.enter(false, NOW)) {
                if (!slow.hasQueuedThreads()) {
                    break; // the queue had its turn before
                }
                overtakings++;
                slow.leave(false);
            }
            assertTrue(overtakings <= Gate.MOST_BARGES, "overtakings: " + overtakings);
        }
        assertTrue(head.get());
    }

    /** The head is never told that the gate is open, so that it cannot be faster. */
    private static int overtake(Gate gate) {
        for (int overtakings = 0; overtakings < 100; overtakings++) {
            gate.tryRelease(1);
            if (!gate.tryEnter(false)) {
                return overtakings;
            }
        }
        return 100;
    }

    @Test
    void exactlySoManyOvertakeAHeadAndAsManyTheNext() throws Exception {
        assertTrue(gate.enter(false, NOW));
        Background<Boolean> head = queue(false).awaitWaiting();
        Background<Boolean> next = queue(false).awaitWaiting();
        assertEquals(32, overtake(gate));
        gate.leave(false);
        assertTrue(head.get(), "its turn");
        assertEquals(32, overtake(gate));
        gate.leave(false);
        assertTrue(next.get());
    }

    @Test
    void nobodyOvertakesWhereThereIsAnOrder() throws Exception {
        Gate strict = Gate.inOrder();
        assertTrue(strict.enter(false, NOW));
        Background<Boolean> head = Background.start(() -> strict.enter(false, NEVER));
        Background.await(() -> strict.getQueueLength() == 1);
        head.awaitWaiting();
        assertEquals(0, overtake(strict));
        strict.leave(false);
        assertTrue(head.get());
    }

    @Test
    void queuedWriterIsNotStarvedByReaders() throws Exception {
        assertTrue(gate.enter(true, NOW));
        Background<Boolean> writer = queue(false);
        assertFalse(tryEnter(true), "a reader behind a queued writer");
        gate.leave(true);
        assertTrue(writer.get());
        gate.leave(false);
        assertTrue(tryEnter(true));
    }

    @Test
    void readersAtTheHeadEnterTogether() throws Exception {
        assertTrue(gate.enter(false, NOW));
        Background<Boolean> first = queue(true);
        Background<Boolean> second = queue(true);
        Background<Boolean> writer = queue(false);
        gate.leave(false);
        assertTrue(first.get());
        assertTrue(second.get());
        assertFalse(writer.isDone());
        gate.leave(true);
        gate.leave(true);
        assertTrue(writer.get());
    }

    @Test
    void downgradeLetsReadersInAndNoWriterBetween() throws Exception {
        assertTrue(gate.enter(false, NOW));
        Background<Boolean> reader = queue(true);
        Background<Boolean> writer = queue(false);
        gate.downgrade();
        assertTrue(reader.get());
        assertFalse(writer.isDone());
        gate.leave(true);
        assertFalse(tryEnter(false));
        gate.leave(true);
        assertTrue(writer.get());
    }

    @Test
    void waiterGivesUpAtItsDeadline() throws Exception {
        assertTrue(gate.enter(false, NOW));
        assertFalse(
                Background.elsewhere(() -> gate.enter(false, Deadline.after(Duration.ofMillis(20), Ticker.SYSTEM))));
        assertFalse(Background.elsewhere(() -> gate.enter(true, Deadline.after(Duration.ofMillis(20), Ticker.SYSTEM))));
        assertFalse(gate.hasQueuedThreads());
    }

    @Test
    void waiterIsInterrupted() throws Exception {
        assertTrue(gate.enter(false, NOW));
        Background<Boolean> waiter = queue(false);
        waiter.interrupt();
        assertThrows(InterruptedException.class, waiter::get);
        assertFalse(gate.hasQueuedThreads());
    }

    @Test
    void thoseWhoShareAskTheKernelOneAfterTheOther() throws Exception {
        Semaphore first = new Semaphore(0);
        Background<Boolean> inTheKernel = Background.start(() -> gate.inTurn(NEVER, () -> {
            first.acquire();
            return true;
        }));
        inTheKernel.awaitWaiting();
        assertFalse(Background.elsewhere(() -> gate.inTurn(NOW, () -> true)), "not even asked");
        Background<Boolean> second = Background.start(() -> gate.inTurn(NEVER, () -> false));
        second.awaitWaiting();
        first.release();
        assertTrue(inTheKernel.get());
        assertFalse(second.get(), "what the kernel said");
        assertThrows(
                IOException.class,
                () -> gate.inTurn(NOW, () -> {
                    throw new IOException("no");
                }));
        assertTrue(gate.inTurn(NOW, () -> true));
    }

    // What is left for the next

    @Test
    void whatWasLeftIsTakenOnce() {
        Closeable file = () -> {};
        assertNull(gate.takeLeftBehind());
        gate.leaveBehind(file);
        assertSame(file, gate.takeLeftBehind());
        assertNull(gate.takeLeftBehind());
    }

    @Test
    void fileIsWantedByThoseWhoWaitUntilThereIsOne() throws Exception {
        assertTrue(gate.enter(false, NOW));
        assertFalse(gate.wantsFile(), "nobody waits");
        Background<Boolean> waiter = queue(false);
        assertTrue(gate.wantsFile());
        gate.leaveBehind(() -> {});
        assertFalse(gate.wantsFile());
        gate.leave(false);
        assertTrue(waiter.get());
    }

    @Test
    void whatNobodyTookIsClosedWithTheLastReference() {
        List<String> calls = new ArrayList<>();
        gates.reference(1, 2);
        gate.leaveBehind(() -> calls.add("closed"));
        gates.dereference(gate);
        assertEquals(List.of(), calls);
        gates.dereference(gate);
        assertEquals(List.of("closed"), calls);
    }

    @Test
    void oneAtATimeCarries() {
        assertTrue(gate.beginCarrying());
        assertFalse(gate.beginCarrying());
        gate.endCarrying();
        assertTrue(gate.beginCarrying());
    }
}
