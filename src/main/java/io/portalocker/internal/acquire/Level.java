package io.portalocker.internal.acquire;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import java.io.IOException;

/**
 * One of the acquisitions of a thread that holds a lock several times over. The outermost is on its way to being held as the
 * lock itself is; the inner ones are held from the start.
 */
public final class Level<H extends Hold> extends Hold {

    private final Nesting<H> nesting;

    Level(Nesting<H> nesting) {
        super(nesting.base().shared());
        this.nesting = nesting;
    }

    /** {@return the lock that all levels stand for} */
    public H base() {
        return nesting.base();
    }

    /** Changes what the lock is, by an action that this level is given up for. */
    public Level<H> exchange(Nestings.Terms terms, Last action) throws IOException {
        return nesting.exchange(this, terms, action);
    }

    @Override
    public String name() {
        return base().name();
    }

    @Override
    protected Gate gate() {
        throw new AssertionError("the base stands before it");
    }

    @Override
    protected Entry enter(Deadline deadline) throws IOException, InterruptedException {
        return base().enter(deadline);
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        return base().attempt(deadline);
    }

    @Override
    protected Outcome keptOut(Entry entry) throws IOException, InterruptedException {
        return base().keptOut(entry);
    }

    @Override
    protected void begin() {
        base().begin();
        nesting.register();
        super.begin();
    }

    @Override
    void settle(Entry entry, Outcome outcome) {
        base().settle(entry, outcome);
    }

    /** This level is inside the outermost, which is held. */
    void beginInside() {
        super.begin();
    }

    @Override
    protected void free(Last last) throws IOException {
        nesting.leave(this, last);
    }

    /** Whoever closed the file ended all levels at once. */
    @Override
    protected boolean isInDoubt() {
        return !base().isHeld();
    }

    @Override
    protected void verify() throws IOException {
        base().ensureHeld();
    }

    @Override
    protected void unlock() {
        throw new AssertionError("the base is unlocked");
    }

    @Override
    protected void dereference() {
        throw new AssertionError("the base is given back");
    }
}
