package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many gates at once. */
class GatesTest {

    private static final int MANY = 18_000;

    /** It was ten times as dear: the oldest stood at the end of a long chain. */
    @Test
    void givingBackTheOldestFirstIsNotDearerThanTheNewestFirst() {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MAX_VALUE;
        for (int round = 0; round < 7; round++) {
            oldest = Math.min(oldest, nanosToGiveBack(false));
            newest = Math.min(newest, nanosToGiveBack(true));
        }
        assertTrue(oldest < 4 * newest, "oldest first " + oldest + " ns, newest first " + newest + " ns");
    }

    /** The chains grow under them, and another gate for one file would let two in. */
    @Test
    void eachIsFoundAgainHoweverManyThereAre() {
        Gates gates = new Gates();
        List<Gate> held = many(gates);
        for (int inode = 0; inode < MANY; inode++) {
            assertSame(held.get(inode), gates.reference(1, inode));
        }
        assertEquals(MANY, gates.size());
    }

    private static List<Gate> many(Gates gates) {
        List<Gate> held = new ArrayList<>();
        for (int inode = 0; inode < MANY; inode++) {
            held.add(gates.reference(1, inode));
        }
        return held;
    }

    private static long nanosToGiveBack(boolean newestFirst) {
        Gates gates = new Gates();
        List<Gate> held = many(gates);
        assertEquals(MANY, gates.size());
        if (newestFirst) {
            Collections.reverse(held);
        }
        long start = System.nanoTime();
        held.forEach(gates::dereference);
        long nanos = System.nanoTime() - start;
        assertEquals(0, gates.size());
        return nanos;
    }
}
