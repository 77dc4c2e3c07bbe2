package io.portalocker.internal.acquire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Fake.FakeHold;
import io.portalocker.internal.acquire.Fake.Step;
import io.portalocker.internal.events.Recording;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holding, releasing and losing mean, for every kind. */
class HoldTest {
    private static final Loss LOSS = new Loss(Loss.Reason.MISSING, "it was lost", Optional.empty());

    private final Gates gates = new Gates();
    private final Fake kind = new Fake(gates);
    private FakeHold hold;

    @BeforeEach
    void take() throws Exception {
        hold = Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
    }

    private void assertFree() {
        assertEquals(0, gates.size());
        Gate gate = gates.reference(1, 2);
        assertTrue(gate.tryEnter(false));
        gate.leave(false);
        gates.dereference(gate);
    }

    static List<Throwable> faults() {
        return List.of(
                new IOException("checked"), new IllegalStateException("unchecked"), new OutOfMemoryError("error"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failedLastWorkFreesTheLockAllTheSame(Throwable fault) {
        Throwable thrown = assertThrows(Throwable.class, () -> hold.release(() -> Throwables.rethrow(fault)));
        assertSame(fault, thrown);
        assertFalse(hold.isHeld());
        assertTrue(kind.steps.contains(Step.UNLOCK));
        assertFree();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failedUnlockKeepsTheLock(Throwable fault) throws Exception {
        kind.fail(Step.UNLOCK, fault);
        assertSame(fault, assertThrows(Throwable.class, () -> hold.release(Hold.Last.NOTHING)));
        assertTrue(hold.isHeld());
        assertFalse(kind.closed);
        assertEquals(1, gates.size());
        kind.failing = null;
        hold.release(Hold.Last.NOTHING);
        assertFree();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failedCloseIsReportedAndTheLockIsFree(Throwable fault) {
        kind.fail(Step.CLOSE, fault);
        assertSame(fault, assertThrows(Throwable.class, () -> hold.release(Hold.Last.NOTHING)));
        assertFalse(hold.isHeld());
        assertFree();
    }

    @Test
    void firstReleaseAfterALossTells() throws Exception {
        CompletableFuture<Loss> told = hold.lost().toCompletableFuture();
        assertTrue(hold.loseIt(LOSS));
        assertFalse(hold.loseIt(LOSS), "once is enough");
        assertFalse(hold.isHeld());
        assertSame(LOSS, told.get(30, TimeUnit.SECONDS));
        assertFree();
        Refusal ensured = assertThrows(Refusal.class, hold::ensureHeld);
        assertEquals(new Refusal.Ground.Lost(LOSS), ensured.ground());
        Refusal released = assertThrows(Refusal.class, () -> hold.release(Hold.Last.NOTHING));
        assertEquals(new Refusal.Ground.Lost(LOSS), released.ground());
        hold.release(Hold.Last.NOTHING);
        assertFalse(kind.steps.contains(Step.UNLOCK), "it is not ours to free");
        assertTrue(kind.steps.contains(Step.FORFEIT));
        assertSame(LOSS, hold.lost().toCompletableFuture().getNow(null));
    }

    @Test
    void releasedLockCannotBeLost() throws Exception {
        CompletableFuture<Loss> told = hold.lost().toCompletableFuture();
        hold.release(Hold.Last.NOTHING);
        assertFalse(hold.loseIt(LOSS));
        hold.release(Hold.Last.NOTHING);
        assertFalse(told.isDone());
        Refusal ensured = assertThrows(Refusal.class, hold::ensureHeld);
        assertTrue(ensured.ground() instanceof Refusal.Ground.Lost(Loss loss) && loss.reason() == Loss.Reason.RELEASED);
    }

    @Test
    void whatIsOverdueIsLostWithoutAnybodyNoticing() {
        assertTrue(hold.isHeld());
        kind.overdue = LOSS;
        assertFalse(hold.isHeld());
        assertThrows(Refusal.class, () -> hold.release(Hold.Last.NOTHING));
        assertFree();
    }

    @Test
    void aLockInDoubtIsNotLost() throws Exception {
        kind.doubtful = true;
        assertFalse(hold.isHeld());
        assertFalse(hold.isLost());
        hold.ensureHeld();
        kind.doubtful = false;
        assertTrue(hold.isHeld());
        kind.overdue = LOSS;
        assertFalse(hold.isHeld());
        assertTrue(hold.isLost());
        assertThrows(Refusal.class, () -> hold.release(Hold.Last.NOTHING));
        assertTrue(hold.isLost());
        assertFree();
    }

    @Test
    void whatIsOverdueIsLostWhenItIsReleased() {
        kind.overdue = LOSS;
        Refusal released = assertThrows(Refusal.class, () -> hold.release(Hold.Last.NOTHING));
        assertEquals(new Refusal.Ground.Lost(LOSS), released.ground());
        assertFalse(kind.steps.contains(Step.UNLOCK));
        assertFree();
    }

    @Test
    void whoWantsToBeSureHasItLookedAt() throws Exception {
        hold.ensureHeld();
        assertTrue(kind.steps.contains(Step.VERIFY));
        IOException gone = new IOException("gone");
        kind.fail(Step.VERIFY, gone);
        assertSame(gone, assertThrows(IOException.class, hold::ensureHeld));
        assertTrue(hold.isHeld(), "to look changes nothing");
    }

    @Test
    void failureOfTheLastWorkGoesWithThatOfUnlocking() {
        IOException flush = new IOException("flush");
        IOException unlock = new IOException("unlock");
        kind.fail(Step.UNLOCK, unlock);
        Hold.Last failing = () -> {
            throw flush;
        };
        assertSame(unlock, assertThrows(IOException.class, () -> hold.release(failing)));
        assertSame(flush, unlock.getSuppressed()[0]);
        assertTrue(hold.isHeld());
        Hold.Last same = () -> {
            throw unlock;
        };
        assertSame(unlock, assertThrows(IOException.class, () -> hold.release(same)));
        assertEquals(1, unlock.getSuppressed().length, "not its own company");
    }

    /** Others may have it by then: it cannot count as held, whatever unlocking says. */
    @Test
    void lastWorkThatLetsOthersInFreesTheLock() {
        IOException unlock = new IOException("unlock");
        kind.fail(Step.UNLOCK, unlock);
        Hold.Last last = new Hold.Last() {
            @Override
            public void run() {}

            @Override
            public boolean letsOthersIn() {
                return true;
            }
        };
        assertSame(unlock, assertThrows(IOException.class, () -> hold.release(last)));
        assertFalse(hold.isHeld());
        assertTrue(kind.closed);
        assertFree();
    }

    @Test
    void gateStaysClosedAsLongAsItIsHeld() throws Exception {
        Gate gate = gates.reference(1, 2);
        assertFalse(gate.tryEnter(false));
        hold.release(Hold.Last.NOTHING);
        assertTrue(gate.tryEnter(false));
        gate.leave(false);
        gates.dereference(gate);
        assertEquals(0, gates.size());
    }

    @Test
    void lossOpensTheGate() {
        Gate gate = gates.reference(1, 2);
        assertTrue(hold.loseIt(LOSS));
        assertTrue(gate.tryEnter(false));
        gate.leave(false);
        gates.dereference(gate);
        assertEquals(0, gates.size());
    }

    @Test
    void whoLetsOthersInBeforeItsReleaseDoesSoOnce() throws Exception {
        hold.letOthersIn();
        FakeHold next = Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        hold.letOthersIn();
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE), "the gate is the next one's");
        hold.release(Hold.Last.NOTHING);
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE), "it has left already");
        next.release(Hold.Last.NOTHING);
        next.letOthersIn();
        FakeHold last = Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        next.letOthersIn();
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE), "it is not held any more");
        last.release(Hold.Last.NOTHING);
        assertFree();
    }

    @Test
    void gateOfANameGoesWithTheHold() throws Exception {
        NamedGates names = new NamedGates();
        var named = new NamedHold(names, new NamedGates.Name("here", "lock"), false) {
            @Override
            public String name() {
                return "the named lock";
            }

            @Override
            protected Outcome attempt(Deadline deadline) {
                return Outcome.HELD;
            }

            @Override
            protected void verify() {}

            @Override
            protected void unlock() {}
        };
        Kind<NamedHold> once = (deadline, round) -> named;
        assertSame(named, Acquisition.take(once, Deadline.IMMEDIATE));
        assertEquals(new NamedGates.Name("here", "lock"), named.gateName());
        assertFalse(names.reference(named.gateName()).tryEnter(false), "it is inside");
        names.dereference(named.gateName());
        named.release(Hold.Last.NOTHING);
        assertEquals(0, names.size());
    }

    @Test
    void thoseWhoShareAreInsideTogether() throws Exception {
        assertFalse(hold.shared());
        hold.release(Hold.Last.NOTHING);
        kind.shared = true;
        FakeHold one = Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        FakeHold two = Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        assertTrue(one.shared());
        kind.shared = false;
        one.release(Hold.Last.NOTHING);
        assertNull(Acquisition.take(kind, Deadline.IMMEDIATE));
        two.release(Hold.Last.NOTHING);
        assertFree();
    }

    @Test
    void saysWhetherItIsHeld() throws Exception {
        FakeHold wanted = kind.approach(Deadline.IMMEDIATE, 0);
        assertFalse(wanted.wasHeld());
        assertEquals("the fake lock, wanted", wanted.toString());
        wanted.discard();
        assertTrue(hold.wasHeld());
        assertEquals("the fake lock", hold.toString());
        hold.release(Hold.Last.NOTHING);
        assertTrue(hold.wasHeld());
        assertEquals("the fake lock, released", hold.toString());
        take();
        hold.loseIt(LOSS);
        assertEquals("the fake lock, lost", hold.toString());
        assertThrows(Refusal.class, () -> hold.release(Hold.Last.NOTHING));
        assertEquals("the fake lock, lost", hold.toString());
    }

    @Test
    void whatIsGivenUpIsFreeOrSaysWhyNot() {
        IOException why = new IOException("why");
        IOException unlock = new IOException("unlock");
        kind.fail(Step.UNLOCK, unlock);
        hold.giveUp(Hold.Last.NOTHING, why);
        assertSame(unlock, why.getSuppressed()[0]);
        kind.failing = null;
        hold.giveUp(Hold.Last.NOTHING, why);
        assertEquals(1, why.getSuppressed().length);
        assertFree();
    }

    @Test
    void whoRecordsIsToldHowItEnds() throws Exception {
        List<String> told = new ArrayList<>();
        Recording.Stay stay = new Recording.Stay() {
            @Override
            public void ends() {
                told.add("ended");
            }

            @Override
            public void isLost(String reason, String message) {
                told.add(reason + " " + message);
            }
        };
        hold.recordTo(stay);
        hold.release(Hold.Last.NOTHING);
        take();
        hold.recordTo(stay);
        hold.loseIt(LOSS);
        assertEquals(List.of("ended", "MISSING it was lost"), told);
    }

    @Test
    void refusalsSayOnWhatGround() {
        assertSame(Refusal.Ground.Deadlock.DEADLOCK, Refusal.deadlock("d").ground());
        assertSame(Refusal.Ground.Mismatch.MISMATCH, Refusal.mismatch("m").ground());
        assertSame(
                Refusal.Ground.Unsupported.UNSUPPORTED, Refusal.unsupported("u").ground());
        IOException call = new IOException("call");
        Refusal lost = Refusal.lost(new Loss(Loss.Reason.OVERDUE, "late", Optional.of(call)));
        assertSame(call, lost.getCause());
        assertEquals("late", lost.getMessage());
    }
}
