package io.portalocker;

import io.portalocker.internal.marker.PublishedMarker;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;

/** A held marker and the stay in its gate. */
final class MarkerHold implements Held {

    /** How messages call this way of locking. */
    static final String MECHANISM = "marker";

    private final PublishedMarker marker;
    private final Gate gate;
    private final NamedGates.Name name;
    private final NamedGates gates;

    /** Written under this object's monitor; read without it by {@link #isHeld()}. */
    private volatile boolean held = true;

    MarkerHold(PublishedMarker marker, Gate gate, NamedGates.Name name, NamedGates gates) {
        this.marker = marker;
        this.gate = gate;
        this.name = name;
        this.gates = gates;
    }

    PublishedMarker marker() {
        return marker;
    }

    @Override
    public synchronized void release() throws LockException {
        if (!held) {
            return;
        }
        try {
            marker.withdraw();
        } catch (IOException e) {
            throw Failures.locking(marker.path().toString(), MECHANISM, "unlock", e);
        }
        held = false;
        gate.leave(false);
        gates.dereference(name);
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public void ensureHeld() throws LockException {
        if (!held) {
            throw new LockLostException("the lock of '" + marker.path() + "' was released");
        }
        try {
            if (!marker.isCurrent()) {
                throw new LockLostException(
                        "the marker '" + marker.path() + "' was removed or replaced while it was held");
            }
        } catch (io.portalocker.internal.sys.SysException e) {
            throw Failures.io(marker.path().toString(), "examine", e);
        }
    }

    /** {@return the marker, and whether it is held} */
    @Override
    public String toString() {
        return "MarkerHold[" + marker.path() + (held ? "]" : ", released]");
    }
}
