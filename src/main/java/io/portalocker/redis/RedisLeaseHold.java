package io.portalocker.redis;

/**
 * A Redis lease that was acquired. It is held until {@link #release()}, or until it is <b>lost</b>: it could not be renewed
 * within its term, or somebody else has it. A lost lease never comes back.
 *
 * <p>It is renewed three times in a term by this library's threads. {@link #isHeld()} looks at this process's clock: once the
 * term has passed since the latest renewal was sent, it is false, whatever the network does. {@link #ensureHeld()} renews.
 * {@link #release()} tells those who wait; if Redis cannot be reached, the lease ends with its term. Even so a step that follows may
 * come too late, and after a failover another may have the lease at the same time for a while; what must not go wrong is to
 * be guarded by the {@linkplain #fencingToken() fencing token}.
 */
public final class RedisLeaseHold extends Handle {

    private final KeyHold hold;

    RedisLeaseHold(KeyHold hold) {
        super(hold);
        this.hold = hold;
    }

    /** {@return what was acquired} */
    public RedisLease lease() {
        return hold.lease();
    }

    /**
     * Answers the fencing token: a number that is higher than that of every earlier holder of the lease, over failovers too,
     * as long as the clocks of the servers differ by less than a failover takes. A resource that remembers the highest it has
     * seen, and refuses what is lower, cannot be written to by a holder that lost the lease without noticing.
     *
     * @return the token, from 1
     */
    public long fencingToken() {
        return hold.token();
    }
}
