package io.portalocker.internal.acquire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Fake.FakeHold;
import io.portalocker.internal.acquire.Fake.Step;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import java.io.IOException;
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
}
