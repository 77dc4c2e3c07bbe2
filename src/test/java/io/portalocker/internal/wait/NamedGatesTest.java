package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.portalocker.internal.wait.NamedGates.Name;
import org.junit.jupiter.api.Test;

/** One gate a name, as long as somebody refers to it. */
class NamedGatesTest {
    private final NamedGates gates = new NamedGates();
    private final Name name = new Name("here", "lock");

    @Test
    void oneNameHasOneGate() {
        Gate gate = gates.reference(name);
        assertSame(gate, gates.reference(new Name("here", "lock")));
        assertNotSame(gate, gates.reference(new Name("there", "lock")));
        assertNotSame(gate, gates.reference(new Name("here", "other")));
        assertEquals(3, gates.size());
    }

    @Test
    void gateGoesWithItsLastReference() {
        Gate gate = gates.reference(name);
        gates.reference(name);
        gates.dereference(name);
        assertEquals(1, gates.size());
        assertSame(gate, gates.reference(name));
        gates.dereference(name);
        gates.dereference(name);
        assertEquals(0, gates.size());
        assertNotSame(gate, gates.reference(name));
    }
}
