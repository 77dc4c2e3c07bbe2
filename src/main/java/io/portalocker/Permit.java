package io.portalocker;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of the slots of a {@link BoundedSemaphore}, held. Nobody else has the same slot at the same time, so its number can
 * name a device, a port or a directory.
 */
public final class Permit implements Held {

    private final FileHold hold;
    private final int slot;
    private final SlotTable table;
    private final AtomicBoolean returned = new AtomicBoolean();

    Permit(FileHold hold, int slot, SlotTable table) {
        this.hold = hold;
        this.slot = slot;
        this.table = table;
    }

    FileHold hold() {
        return hold;
    }

    /** {@return the slot's number, from 0 to one less than the maximum} */
    public int slot() {
        return slot;
    }

    /** {@return the slot's file} */
    public Path path() {
        return hold.file().path().orElseThrow();
    }

    /** Frees the slot; its file stays. Further calls do nothing. */
    @Override
    public void release() throws LockException {
        try {
            hold.release(Stay.Last.NOTHING);
        } finally {
            if (!hold.isHeld() && returned.compareAndSet(false, true)) {
                table.freed(this);
            }
        }
    }

    @Override
    public boolean isHeld() {
        return hold.isHeld();
    }

    @Override
    public void ensureHeld() throws LockException {
        hold.ensureHeld();
    }

    /** {@return the slot, and whether it is held} */
    @Override
    public String toString() {
        return "Permit[" + path() + (isHeld() ? "]" : ", released]");
    }
}
