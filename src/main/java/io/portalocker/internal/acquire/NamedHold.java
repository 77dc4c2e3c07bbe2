package io.portalocker.internal.acquire;

import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.NamedGates;

/** A hold whose gate stands before a name. */
public abstract class NamedHold extends Hold {

    private final NamedGates gates;
    private final NamedGates.Name gateName;
    private final Gate gate;

    /** Refers to the gate, until the hold is given up. */
    protected NamedHold(NamedGates gates, NamedGates.Name gateName, boolean shared) {
        super(shared);
        this.gates = gates;
        this.gateName = gateName;
        gate = gates.reference(gateName);
    }

    protected final NamedGates.Name gateName() {
        return gateName;
    }

    @Override
    protected final Gate gate() {
        return gate;
    }

    @Override
    protected final void dereference() {
        gates.dereference(gateName);
    }
}
