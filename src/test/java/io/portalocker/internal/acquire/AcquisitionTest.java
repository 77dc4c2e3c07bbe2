package io.portalocker.internal.acquire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Fake.FakeHold;
import io.portalocker.internal.acquire.Fake.Step;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.FakeTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a step of an acquisition throws, everything before it is undone. */
class AcquisitionTest {
    private final Gates gates = new Gates();
    private final Fake kind = new Fake(gates);

    private FakeHold take() throws Exception {
        return Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
    }

    private void assertNothingIsLeft() {
        assertEquals(0, gates.size());
        Gate gate = gates.reference(1, 2);
        assertTrue(gate.tryEnter(false), "nobody is inside");
        gate.leave(false);
        gates.dereference(gate);
    }

    static Stream<Arguments> failures() {
        return Stream.of(Step.APPROACH, Step.ENTER, Step.ATTEMPT, Step.BEGIN)
                .flatMap(step -> Stream.of(
                                new IOException("checked"),
                                new IllegalStateException("unchecked"),
                                new StackOverflowError("error"))
                        .map(fault -> Arguments.of(step, fault)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failedStepLeavesNothing(Step step, Throwable fault) throws Exception {
        Gate waiting = gates.reference(1, 2);
        kind.fail(step, fault);
        Throwable thrown = assertThrows(Throwable.class, this::take);
        assertTrue(waiting.tryEnter(false), "who waits at the same gate is let in");
        waiting.leave(false);
        gates.dereference(waiting);
        assertSame(fault, step == Step.BEGIN && fault instanceof IOException ? thrown.getCause() : thrown);
        assertEquals(step != Step.APPROACH, kind.closed);
        assertNothingIsLeft();
        kind.failing = null;
        take().release(Hold.Last.NOTHING);
        assertNothingIsLeft();
    }

    /** What cannot be closed was never locked, and says nothing about the failure that matters. */
    @Test
    void failureToUndoHidesNothing() {
        kind.outcomes.add(Outcome.CONTENDED);
        kind.fail(Step.CLOSE, new IOException("late"));
        assertNull(assertDoesNotThrowAnything());
        assertNothingIsLeft();
    }

    private FakeHold assertDoesNotThrowAnything() {
        try {
            return Acquisition.take(kind, Deadline.IMMEDIATE);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void replacedLockIsApproachedAgain() throws Exception {
        Collections.addAll(kind.outcomes, Outcome.REPLACED, Outcome.REPLACED);
        FakeHold hold = take();
        assertEquals(3, Collections.frequency(kind.steps, Step.APPROACH));
        hold.release(Hold.Last.NOTHING);
        assertNothingIsLeft();
    }

    @Test
    void lockThatIsAlwaysReplacedCountsAsContended() throws Exception {
        kind.outcomes.addAll(Collections.nCopies(100, Outcome.REPLACED));
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        assertEquals(Acquisition.MOST_REPLACEMENTS, Collections.frequency(kind.steps, Step.APPROACH));
        assertNothingIsLeft();
    }

    @Test
    void whoIsKeptOutHoldsNothing() throws Exception {
        FakeHold first = take();
        assertNull(Background.elsewhere(() -> Acquisition.take(kind, Deadline.IMMEDIATE)));
        assertEquals(2, Collections.frequency(kind.steps, Step.APPROACH), "it was not replaced");
        assertTrue(first.isHeld());
        first.release(Hold.Last.NOTHING);
        assertNothingIsLeft();
    }

    private static Failure failure(String operation, ErrorKind kind) {
        return new Failure("lock", operation, new SysException("open", 1, "E", kind));
    }

    /** As on Windows, where somebody has the file open and shares it with nobody. */
    @Test
    void fileThatCannotBeOpenedForTheMomentIsApproachedAgain() throws Exception {
        FakeTicker ticker = new FakeTicker();
        Collections.addAll(kind.obstacles, failure("open", ErrorKind.BUSY), failure("examine", ErrorKind.BUSY));
        Deadline deadline = Deadline.after(Duration.ofHours(1), ticker);
        FakeHold hold = Objects.requireNonNull(Acquisition.take(kind, deadline));
        assertEquals(3, Collections.frequency(kind.steps, Step.APPROACH));
        assertEquals(Duration.ofMillis(4).toNanos(), deadline.elapsed());
        hold.release(Hold.Last.NOTHING);
        kind.obstacles.addAll(Collections.nCopies(3, failure("open", ErrorKind.BUSY)));
        Deadline soon = Deadline.after(Duration.ofMillis(3), ticker);
        assertNull(Acquisition.take(kind, soon));
        assertEquals(Duration.ofMillis(3).toNanos(), soon.elapsed(), "not longer than it may wait");
        assertNothingIsLeft();
    }

    @Test
    void otherFailuresAreNoContention() {
        for (Failure failure : List.of(failure("lock", ErrorKind.BUSY), failure("open", ErrorKind.NOT_FOUND))) {
            kind.obstacles.add(failure);
            assertSame(failure, assertThrows(Failure.class, this::take));
        }
        assertNothingIsLeft();
    }

    @Test
    void failedAttemptLeavesTheGate() throws Exception {
        Gate gate = gates.reference(1, 2);
        kind.outcomes.add(Outcome.CONTENDED);
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        assertTrue(gate.tryEnter(false));
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE), "kept out");
        assertFalse(gate.tryEnter(false), "who was kept out cannot leave");
        gate.leave(false);
        gates.dereference(gate);
        assertNothingIsLeft();
    }

    @Test
    void interruptedWaiterHoldsNothing() throws Exception {
        FakeHold first = take();
        Background<Boolean> waiter = Background.start(() -> {
                    assertThrows(
                            InterruptedException.class,
                            () -> Acquisition.take(
                                    kind,
                                    Deadline.after(
                                            java.time.Duration.ofHours(1),
                                            io.portalocker.internal.wait.Ticker.SYSTEM)));
                    return true;
                })
                .awaitWaiting();
        waiter.interrupt();
        assertTrue(waiter.get());
        first.release(Hold.Last.NOTHING);
        assertNothingIsLeft();
    }

    /** A gate whose holder never left must not be put in front of another file. */
    @Test
    void occupiedGateServesNoOtherFile() {
        Gate occupied = gates.reference(3, 4);
        assertTrue(occupied.tryEnter(false));
        gates.dereference(occupied);
        List<Gate> others = new ArrayList<>();
        for (int inode = 0; inode < 2000; inode++) {
            Gate gate = gates.reference(5, inode);
            assertFalse(gate.equals(occupied));
            others.add(gate);
        }
        others.forEach(gates::dereference);
        assertEquals(0, gates.size());
    }

    @Test
    void gatesAreFoundAgainHoweverMany() {
        List<Gate> all = new ArrayList<>();
        for (int inode = 0; inode < 20_000; inode++) {
            all.add(gates.reference(inode % 3, inode));
        }
        assertEquals(20_000, gates.size());
        for (int inode = 0; inode < 20_000; inode++) {
            assertSame(all.get(inode), gates.reference(inode % 3, inode));
            gates.dereference(all.get(inode));
        }
        for (Gate gate : all) {
            assertNotNull(gate);
            gates.dereference(gate);
        }
        assertEquals(0, gates.size());
    }
}
