package io.portalocker.redis;

/**
 * One of the slots of a {@link RedisSemaphore}, held. Nobody else has the same slot at the same time, so its number can
 * name a device, a port or a directory. It is lost as a {@link RedisHold} is.
 */
public final class RedisPermit extends Handle {

    private final ChannelHold hold;
    private final int slot;

    RedisPermit(ChannelHold hold, int slot) {
        super(hold);
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

    /**
     * Has an action run when the slot is lost; see {@link #onLost(java.util.function.Consumer)}.
     *
     * @param action what to do
     * @return this
     */
    public RedisPermit onLost(Runnable action) {
        onLost(_ -> action.run());
        return this;
    }

    /** {@return the slot, and whether it is held} */
    @Override
    public String toString() {
        return "RedisPermit[slot " + slot + ", " + hold + "]";
    }
}
