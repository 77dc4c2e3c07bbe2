package io.portalocker;

import io.portalocker.internal.slots.SlotHold;
import java.nio.file.Path;

/**
 * One of the slots of a {@link BoundedSemaphore}, held. Nobody else has the same slot at the same time, so its number can
 * name a device, a port or a directory. Releasing it leaves its file.
 */
public final class Permit extends Handle {

    private final SlotHold hold;

    Permit(SlotHold hold) {
        super(hold);
        this.hold = hold;
    }

    /** {@return the slot's number, from 0 to one less than the maximum} */
    public int slot() {
        return hold.slot();
    }

    /** {@return the slot's file} */
    public Path path() {
        return hold.path();
    }
}
