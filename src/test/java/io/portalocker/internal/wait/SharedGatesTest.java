package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One gate stands before one file, as long as somebody refers to it. */
@Timeout(60)
class SharedGatesTest extends GateFixture {

    @Test
    void gateIsOfOneFile() {
        assertTrue(gate.isOf(1, 2));
        assertFalse(gate.isOf(1, 3));
        assertFalse(gate.isOf(2, 2));
        assertEquals(1, gate.device());
        assertEquals(2, gate.inode());
        assertEquals("gate of 1:2, open, 0 queued", gate.toString());
    }

    // Gates

    @Test
    void oneGateAFile() {
        assertSame(gate, gates.reference(1, 2));
        assertNotSame(gate, gates.reference(1, 3));
        assertNotSame(gate, gates.reference(2, 2));
        assertEquals(3, gates.size());
    }

    @Test
    void gateGoesWithItsLastReference() {
        gates.reference(1, 2);
        gates.dereference(gate);
        assertEquals(1, gates.size());
        assertSame(gate, gates.reference(1, 2));
        gates.dereference(gate);
        gates.dereference(gate);
        assertEquals(0, gates.size());
    }

    @Test
    void crowdIsFoundByItsPathWhileItIsThere() {
        Path path = Path.of("/crowd");
        assertNull(gates.referenceCrowded(path));
        gates.announceCrowd(gate, path);
        gates.announceCrowd(gate, Path.of("/link"));
        assertNull(gates.referenceCrowded(Path.of("/link")), "the first path stays");
        assertSame(gate, gates.referenceCrowded(path));
        Gate other = gates.reference(5, 6);
        gates.announceCrowd(other, path);
        gates.dereference(other);
        assertSame(gate, gates.referenceCrowded(path), "somebody else's path");
        gates.dereference(gate);
        gates.dereference(gate);
        gates.dereference(gate);
        assertNull(gates.referenceCrowded(path));
        assertEquals(0, gates.size());
    }

    /** One that stayed occupied would keep everybody from another file. */
    @Test
    void occupiedGateNeverStandsBeforeAnotherFile() throws Exception {
        assertTrue(gate.enter(false, NOW));
        gates.dereference(gate);
        Gate next = gates.reference(1, 2);
        assertNotSame(gate, next);
        assertTrue(next.enter(false, NOW));
        next.leave(false);
        gates.dereference(next);
        assertSame(next, gates.reference(1, 2), "a free one does");
    }

    @Test
    void gateWithARecordLockNeverStandsBeforeAnotherFile() throws Exception {
        assertTrue(gate.tryBeginRecordLock());
        gates.dereference(gate);
        assertNotSame(gate, gates.reference(1, 2));
        gate.endRecordLock(() -> {});
    }

    @Test
    void manyGatesLeaveNothingBehind() throws Exception {
        gates.dereference(gate);
        List<Background<Object>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int seed = t;
            all.add(Background.start(() -> {
                List<Gate> mine = new ArrayList<>();
                for (int i = 0; i < 2000; i++) {
                    mine.add(gates.reference(i % 3, (i * 31 + seed) % 500));
                    if (i % 2 == 1) {
                        gates.dereference(mine.remove(i % mine.size()));
                    }
                }
                mine.forEach(gates::dereference);
                return "done";
            }));
        }
        for (Background<Object> each : all) {
            each.get();
        }
        assertEquals(0, gates.size());
    }
}
