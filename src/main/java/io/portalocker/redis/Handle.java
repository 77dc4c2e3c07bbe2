package io.portalocker.redis;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.LockLostException;
import io.portalocker.internal.acquire.Hold;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** A handle on what the engine holds at a server: whatever happens there, in the words of the API. */
abstract class Handle implements Held {

    private final Hold hold;

    Handle(Hold hold) {
        this.hold = hold;
    }

    @Override
    public final void release() throws LockException {
        try {
            hold.release(Hold.Last.NOTHING);
        } catch (IOException e) {
            throw RedisFailures.of(e);
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
            throw RedisFailures.of(e);
        }
    }

    /** {@return whether it was lost while it was held} */
    public final boolean isLost() {
        return hold.isLost();
    }

    @Override
    public final CompletionStage<LockLostException> lost() {
        return hold.lost().thenApply(RedisFailures::of);
    }

    /** {@return what is held, and whether it is} */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + hold + "]";
    }
}
