package io.portalocker.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockDeadlockException;
import io.portalocker.LockLostException;
import io.portalocker.LockLostException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link FakeHeld} behaves as {@link io.portalocker.Held} promises. */
class FakeHeldTest {
    private final FakeHeld held = new FakeHeld();

    @Test
    void isHeldUntilItIsReleased() throws Exception {
        assertTrue(held.isHeld());
        held.ensureHeld();
        held.close();
        held.release();
        assertEquals(2, held.releases());
        assertFalse(held.isHeld());
        assertEquals(
                Reason.RELEASED,
                assertThrows(LockLostException.class, held::ensureHeld).reason());
        held.lose(Reason.TAKEN);
        assertFalse(held.lost().toCompletableFuture().isDone(), "what is not held is not lost");
    }

    @Test
    void aLossIsToldOnceByRelease() throws Exception {
        List<Reason> told = new ArrayList<>();
        held.onLost(loss -> told.add(loss.reason()));
        held.lose(Reason.TAKEN);
        held.lose(Reason.OVERDUE);
        held.onLost(loss -> told.add(loss.reason()));
        assertEquals(List.of(Reason.TAKEN, Reason.TAKEN), told);
        assertFalse(held.isHeld());
        assertThrows(LockLostException.class, held::ensureHeld);
        assertEquals(
                Reason.TAKEN,
                assertThrows(LockLostException.class, held::release).reason());
        held.release();
    }

    @Test
    void aFailedReleaseLeavesItHeld() throws Exception {
        var failure = new LockDeadlockException("no");
        held.failNextRelease(failure);
        assertSame(failure, assertThrows(LockDeadlockException.class, held::release));
        assertTrue(held.isHeld());
        held.release();
        assertFalse(held.isHeld());
    }
}
