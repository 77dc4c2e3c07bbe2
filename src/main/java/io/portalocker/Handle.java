package io.portalocker;

import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Leak;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.concurrent.CompletionStage;

/** A handle on what the engine holds: whatever happens there, in the words of the API. */
class Handle implements Held {

    private final Hold hold;
    private final Hold.Last last;
    private final Leak leak;

    Handle(Hold hold) {
        this(hold, Hold.Last.NOTHING);
    }

    /** Makes the handle of a lock that leaves something to be put in order while it is still held. */
    Handle(Hold hold, Hold.Last last) {
        this.hold = hold;
        this.last = last;
        leak = Leak.watch(this, hold);
    }

    @Override
    public void release() throws LockException {
        release(last);
    }

    final void release(Hold.Last work) throws LockException {
        try {
            hold.release(work);
        } catch (IOException e) {
            throw Failures.of(e);
        } finally {
            if (!hold.isHeld()) {
                leak.end();
            }
            Reference.reachabilityFence(this); // what is being released is no garbage
        }
    }

    @Override
    public final boolean isHeld() {
        return hold.isHeld();
    }

    @Override
    public final void ensureHeld() throws LockException {
        try {
            hold.ensureHeld();
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public final CompletionStage<LockLostException> lost() {
        return hold.lost().thenApply(Failures::of);
    }

    /** {@return what is held, and whether it is} */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + hold + "]";
    }
}
