package io.portalocker;

import io.portalocker.internal.acquire.Hold;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** A handle on what the engine holds: whatever happens there, in the words of the API. */
class Handle implements Held {

    private final Hold hold;
    private final Hold.Last last;

    Handle(Hold hold) {
        this(hold, Hold.Last.NOTHING);
    }

    /** Makes the handle of a lock that leaves something to be put in order while it is still held. */
    Handle(Hold hold, Hold.Last last) {
        this.hold = hold;
        this.last = last;
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
