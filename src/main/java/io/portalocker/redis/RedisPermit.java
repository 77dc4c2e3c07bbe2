package io.portalocker.redis;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.LockLostException;
import java.util.concurrent.CompletionStage;

/**
 * One of the slots of a {@link RedisSemaphore}, held. Nobody else has the same slot at the same time, so its number can
 * name a device, a port or a directory. It is lost as a {@link RedisHold} is.
 */
public final class RedisPermit implements Held {

    private final RedisHold hold;
    private final int slot;

    RedisPermit(RedisHold hold, int slot) {
        this.hold = hold;
        this.slot = slot;
    }

    /** {@return the slot's number, from 0 to one less than the maximum} */
    public int slot() {
        return slot;
    }

    /**
     * Answers the fencing token; see {@link RedisHold#fencingToken()}. Tokens of one slot increase, those of different
     * slots say nothing about each other.
     *
     * @return the token, from 1
     * @throws IllegalStateException if the semaphore was described without fencing
     */
    public long fencingToken() {
        return hold.fencingToken();
    }

    /** {@return whether the slot was lost while it was held} */
    public boolean isLost() {
        return hold.isLost();
    }

    @Override
    public CompletionStage<LockLostException> lost() {
        return hold.lost();
    }

    /**
     * Has an action run when the slot is lost; see {@link #onLost(java.util.function.Consumer)}.
     *
     * @param action what to do
     * @return this
     */
    public RedisPermit onLost(Runnable action) {
        hold.onLost(action);
        return this;
    }

    @Override
    public void release() throws LockException {
        hold.release();
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
        return "RedisPermit[slot " + slot + ", " + hold + "]";
    }
}
