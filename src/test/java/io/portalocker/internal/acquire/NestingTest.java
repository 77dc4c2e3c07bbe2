package io.portalocker.internal.acquire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Fake.FakeHold;
import io.portalocker.internal.acquire.Fake.Step;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lock that a thread holds several times over, and what is thrown when several things fail. */
class NestingTest {
    private static final Nestings.Terms EASY = (inner, name) -> null;
    private static final Nestings.Terms STRICT = (inner, name) -> name + " is held otherwise";

    private final Gates gates = new Gates();
    private final Fake kind = new Fake(gates);
    private final Nestings<FakeHold> nestings = new Nestings<>(hold -> "fake");
    private Nestings.Terms terms = EASY;

    private @Nullable Level<FakeHold> again() throws IOException {
        return nestings.again("fake", terms);
    }

    private Level<FakeHold> take() throws Exception {
        Kind<Level<FakeHold>> levels = new Kind<>() {
            @Override
            public @Nullable Level<FakeHold> again() throws IOException {
                return NestingTest.this.again();
            }

            @Override
            public Level<FakeHold> approach(Deadline deadline, int round) throws IOException {
                return nestings.outermost(kind.approach(deadline, round), terms);
            }
        };
        return Objects.requireNonNull(Acquisition.take(levels, Deadline.IMMEDIATE));
    }

    private void assertNothingIsLeft() {
        assertTrue(nestings.isEmpty());
        assertEquals(0, nestings.size());
        assertEquals(0, gates.size());
    }

    @Test
    void lastLevelFreesWhateverTheOrder() throws Exception {
        assertTrue(nestings.isEmpty());
        Level<FakeHold> outer = take();
        assertFalse(nestings.isEmpty());
        assertEquals(1, nestings.size());
        Level<FakeHold> inner = take();
        assertNotSame(outer, inner);
        assertSame(outer.base(), inner.base());
        assertEquals(outer.base().name(), inner.name());
        List<String> calls = new ArrayList<>();
        outer.release(() -> calls.add("outer"));
        assertFalse(outer.isHeld());
        assertTrue(inner.isHeld());
        inner.ensureHeld();
        assertFalse(kind.steps.contains(Step.UNLOCK));
        inner.release(() -> calls.add("inner"));
        assertEquals(List.of("outer", "inner"), calls);
        assertEquals(1, kind.steps.stream().filter(step -> step == Step.UNLOCK).count());
        assertFalse(inner.isHeld());
        assertThrows(Refusal.class, inner::ensureHeld);
        inner.release(() -> calls.add("twice"));
        outer.release(() -> calls.add("twice"));
        assertEquals(2, calls.size());
        assertNothingIsLeft();
        take().release(Hold.Last.NOTHING);
        assertEquals(
                2, kind.steps.stream().filter(step -> step == Step.APPROACH).count());
        assertNothingIsLeft();
    }

    @Test
    void levelIsLookedAtThroughItsLock() throws Exception {
        Level<FakeHold> outer = take();
        kind.fail(Step.VERIFY, new IOException("gone"));
        assertThrows(IOException.class, outer::ensureHeld);
        kind.failing = null;
        assertTrue(outer.base().loseIt(new Loss(Loss.Reason.TAKEN, "taken", Optional.empty())));
        assertThrows(Refusal.class, outer::ensureHeld);
        assertThrows(Refusal.class, () -> outer.release(Hold.Last.NOTHING));
        assertFalse(outer.isHeld());
        assertNothingIsLeft();
    }

    @Test
    void levelThatNeverCameToBeHeldLeavesNothing() throws Exception {
        Gate gate = gates.reference(1, 2);
        kind.outcomes.add(Outcome.CONTENDED);
        assertThrows(NullPointerException.class, this::take);
        assertTrue(kind.closed);
        assertTrue(gate.tryEnter(false));
        assertThrows(NullPointerException.class, this::take);
        assertEquals(
                2, kind.steps.stream().filter(step -> step == Step.APPROACH).count());
        gate.leave(false);
        gates.dereference(gate);
        assertNothingIsLeft();
    }

    @Test
    void failedCloseEndsTheLevel() throws Exception {
        Level<FakeHold> outer = take();
        kind.fail(Step.CLOSE, new IOException("no"));
        assertThrows(IOException.class, () -> outer.release(Hold.Last.NOTHING));
        assertFalse(outer.isHeld());
        assertNothingIsLeft();
    }

    @Test
    void anotherThreadHasNone() throws Exception {
        Level<FakeHold> outer = take();
        assertNull(Background.elsewhere(this::again));
        assertNull(nestings.again("other", EASY));
        Background.elsewhere(() -> {
            outer.release(Hold.Last.NOTHING);
            return "released";
        });
        assertNull(again());
        assertNothingIsLeft();
    }

    @Test
    void otherTermsAreRefused() throws Exception {
        terms = STRICT;
        Level<FakeHold> outer = take();
        Refusal refusal = assertThrows(Refusal.class, this::take);
        assertTrue(refusal.getMessage().contains("the fake lock is held otherwise"), refusal.getMessage());
        assertTrue(outer.isHeld());
        outer.release(Hold.Last.NOTHING);
        assertNothingIsLeft();
    }

    @Test
    void failedUnlockLeavesTheLevelHeld() throws Exception {
        Level<FakeHold> outer = take();
        kind.fail(Step.UNLOCK, new IOException("no"));
        assertThrows(IOException.class, () -> outer.release(Hold.Last.NOTHING));
        assertTrue(outer.isHeld());
        Level<FakeHold> inner = Objects.requireNonNull(again());
        kind.failing = null;
        inner.release(Hold.Last.NOTHING);
        outer.release(Hold.Last.NOTHING);
        assertNothingIsLeft();
    }

    @Test
    void levelIsExchangedForOneOnOtherTerms() throws Exception {
        Level<FakeHold> outer = take();
        Level<FakeHold> inner = take();
        IllegalStateException several =
                assertThrows(IllegalStateException.class, () -> outer.exchange(STRICT, Hold.Last.NOTHING));
        assertTrue(several.getMessage().contains("2 handles"), several.getMessage());
        inner.release(Hold.Last.NOTHING);
        List<String> calls = new ArrayList<>();
        Level<FakeHold> changed = outer.exchange(STRICT, () -> calls.add("changed"));
        assertEquals(List.of("changed"), calls);
        assertFalse(outer.isHeld());
        assertTrue(changed.isHeld());
        assertThrows(Refusal.class, this::take, "on the new terms");
        changed.release(Hold.Last.NOTHING);
        assertThrows(Refusal.class, () -> changed.exchange(EASY, Hold.Last.NOTHING));
        assertNothingIsLeft();
    }

    @Test
    void whatIsToBeReleasedAtExitIsForgottenOnce() throws Exception {
        FakeHold hold = Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        List<String> calls = new ArrayList<>();
        int before = AtExit.size();
        Hold.Last last = AtExit.register(hold, new Hold.Last() {
            @Override
            public void run() {
                calls.add("last");
            }

            @Override
            public void afterwards() {
                calls.add("afterwards " + kind.closed);
            }
        });
        assertEquals(before + 1, AtExit.size());
        assertFalse(last.letsOthersIn());
        hold.release(last);
        assertEquals(before, AtExit.size());
        assertEquals(List.of("last", "afterwards true"), calls);
        Hold.Last leaving = new Hold.Last() {
            @Override
            public void run() {}

            @Override
            public boolean letsOthersIn() {
                return true;
            }
        };
        assertTrue(AtExit.register(hold, leaving).letsOthersIn());
        AtExit.forget(hold);
        assertEquals(before, AtExit.size());
    }

    // What several steps threw

    @Test
    void firstFailureIsThrownWithTheOthersInItsCompany() {
        IOException first = new IOException("1");
        IOException second = new IOException("2");
        assertSame(second, Throwables.both(null, second));
        assertSame(first, Throwables.both(first, first));
        assertEquals(0, first.getSuppressed().length);
        assertSame(first, Throwables.both(first, second));
        assertSame(second, first.getSuppressed()[0]);
    }

    @Test
    void errorGoesBeforeAllElse() {
        IOException first = new IOException("1");
        Error worse = new StackOverflowError("2");
        assertSame(worse, Throwables.both(first, worse));
        assertSame(first, worse.getSuppressed()[0]);
        assertSame(worse, Throwables.both(worse, new InternalError("3")), "the first error");
    }

    @Test
    void allAreClosedWhateverOneThrows() {
        List<String> calls = new ArrayList<>();
        Closeable failing = () -> {
            calls.add("failed");
            throw new IOException("no");
        };
        Closeable fine = () -> calls.add("closed");
        assertEquals(
                "no",
                assertThrows(IOException.class, () -> Throwables.closeAll(List.of(failing, fine)))
                        .getMessage());
        assertEquals(List.of("failed", "closed"), calls);
        assertThrows(IllegalStateException.class, () -> Throwables.rethrow(new IllegalStateException()));
        assertThrows(StackOverflowError.class, () -> Throwables.rethrow(new StackOverflowError()));
        Throwable undeclared = assertThrows(AssertionError.class, () -> Throwables.rethrow(new Exception("odd")));
        assertNotNull(undeclared.getCause());
    }

    @Test
    void failureSaysWhatCouldNotBeDone() {
        Failure failure = new Failure("lock", "open", new IOException("full"));
        assertEquals("cannot open 'lock': full", failure.getMessage());
        assertEquals("lock open ", failure.name() + " " + failure.operation() + " " + failure.mechanism());
        assertFalse(failure.isContention());
        assertSame(failure, Failure.of("lock", "open", "FLOCK", failure), "named already");
        assertEquals("full", failure.getCause().getMessage());
        assertEquals("FLOCK", new Failure("lock", "lock", "FLOCK", new IOException()).mechanism());
    }
}
