package io.portalocker.internal.slots;

import io.portalocker.internal.acquire.Entry;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Throwables;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One slot of a semaphore. The gate is only for those who wait: several slots are held at a time. */
public final class SlotHold extends Hold {

    private static final int NONE = -1;

    private final SlotTable table;
    private final long interval;

    /** Written by the acquiring thread before others have this. */
    private int slot = NONE;

    private @Nullable FileHold file;

    /** What freeing the slot threw when it was free. Guarded by this. */
    private @Nullable Throwable late;

    SlotHold(SlotTable table, long interval) {
        super(false);
        this.table = table;
        this.interval = interval;
    }

    public int slot() {
        return slot;
    }

    public Path path() {
        return table.slots().path(slot);
    }

    @Override
    public String name() {
        return "slot " + slot + " of " + table.slots().described();
    }

    private FileHold file() {
        return Objects.requireNonNull(file);
    }

    /** Notes which slot was locked. */
    void occupy(int number, FileHold locked) {
        slot = number;
        file = locked;
    }

    @Override
    protected Gate gate() {
        return table.turn();
    }

    @Override
    protected Entry enter(Deadline deadline) throws IOException, InterruptedException {
        table.declared().check();
        return deadline.isImmediate() ? Entry.OUTSIDE : super.enter(deadline);
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        return table.await(this, interval, deadline) ? Outcome.HELD : Outcome.CONTENDED;
    }

    @Override
    protected Outcome keptOut(Entry entry) throws IOException, InterruptedException {
        return table.look(this) ? Outcome.HELD : Outcome.CONTENDED;
    }

    @Override
    protected boolean staysInside() {
        return false;
    }

    @Override
    protected void unlock() throws IOException {
        try {
            file().release(Last.NOTHING);
        } catch (Throwable e) {
            if (file().isHeld()) {
                throw e;
            }
            late = e;
        }
    }

    @Override
    protected void close() throws IOException {
        Throwables.rethrow(late);
    }

    @Override
    protected void dereference() {
        if (slot != NONE) {
            table.freed(this);
        }
        table.leave();
    }

    @Override
    protected void verify() throws IOException {
        file().ensureHeld();
    }
}
