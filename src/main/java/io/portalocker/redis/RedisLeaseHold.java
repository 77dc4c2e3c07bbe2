package io.portalocker.redis;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.LockLostException;
import io.portalocker.LockLostException.Reason;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis lease that was acquired. It is held until {@link #release()}, or until it is <b>lost</b>: it could not be renewed
 * within its term, or somebody else has it. A lost lease never comes back.
 *
 * <p>It is renewed three times in a term by this library's threads. {@link #isHeld()} looks at this process's clock: once the
 * term has passed since the latest renewal was sent, it is false, whatever the network does. Even so a step that follows may
 * come too late, and after a failover another may have the lease at the same time for a while; what must not go wrong is to
 * be guarded by the {@linkplain #fencingToken() fencing token}.
 */
public final class RedisLeaseHold implements Held {

    private final RedisLease lease;
    private final LeaseKey key;
    private final String owner;
    private final long token;
    private final Channels.Queue queue;
    private final LeaseBeat beat;
    private final Fate fate = new Fate();

    RedisLeaseHold(RedisLease lease, LeaseKey key, String owner, long token, long sent, Channels.Queue queue) {
        this.lease = lease;
        this.key = key;
        this.owner = owner;
        this.token = token;
        this.queue = queue;
        this.beat = new LeaseBeat(lease.term(), sent, () -> key.renew(owner), this::lose);
    }

    /** {@return what was acquired} */
    public RedisLease lease() {
        return lease;
    }

    /**
     * Answers the fencing token: a number that is higher than that of every earlier holder of the lease, over failovers too,
     * as long as the clocks of the servers differ by less than a failover takes. A resource that remembers the highest it has
     * seen, and refuses what is lower, cannot be written to by a holder that lost the lease without noticing.
     *
     * @return the token, from 1
     */
    public long fencingToken() {
        return token;
    }

    /**
     * Tells whether the lease is held for all that is known here. It asks nobody.
     *
     * @return whether neither {@link #release()} was called nor the lease lost, and its term has not passed since the latest
     *     renewal
     */
    @Override
    public boolean isHeld() {
        return fate.isHeld() && beat.isWithinTerm();
    }

    /**
     * Renews the lease now, and so asks whether it is held.
     *
     * @throws LockLostException if the handle was released, the lease was lost, or Redis does not answer
     */
    @Override
    public void ensureHeld() throws LockException {
        if (fate.isReleased()) {
            throw new LockLostException(Reason.RELEASED, "Redis lease '" + lease.name() + "' was released");
        }
        if (fate.isHeld()) {
            try {
                beat.now();
            } catch (JedisException e) {
                throw new LockIOException(
                        "Redis lease '" + lease.name() + "' cannot be renewed: " + e.getMessage(), "renew", "", 0, e);
            }
        }
        if (!isHeld()) {
            LockLostException known = fate.loss();
            throw known == null
                    ? loss(Reason.OVERDUE, "its term has passed", null)
                    : new LockLostException(known.reason(), String.valueOf(known.getMessage()), known);
        }
    }

    /** {@return whether the lease was lost while it was held} */
    public boolean isLost() {
        return fate.loss() != null;
    }

    @Override
    public CompletionStage<LockLostException> lost() {
        return fate.lost();
    }

    private void lose(Reason reason, String what, @Nullable Exception why) {
        if (!fate.lose(loss(reason, what, why))) {
            return;
        }
        beat.stop();
        leaveQueue();
        fate.tell();
        if (reason == Reason.OVERDUE) {
            freeQuietly(); // a renewal that was on its way may have come through
        }
    }

    private LockLostException loss(Reason reason, String what, @Nullable Exception why) {
        String message = "Redis lease '" + lease.name() + "' was lost: " + what;
        return why == null ? new LockLostException(reason, message) : new LockLostException(reason, message, why);
    }

    private void leaveQueue() {
        queue.gate.leave(false);
        Channels.OF_JVM.dereference(queue);
    }

    private void freeQuietly() {
        try {
            key.free(owner);
        } catch (JedisException e) {
            // it ends with its term
        }
    }

    /**
     * Frees the lease, and tells those who wait. If Redis cannot be reached it ends with its term. Further calls do nothing.
     *
     * @throws LockLostException if it was lost before; only the first call tells
     */
    @Override
    public void release() throws LockLostException {
        if (!fate.release()) {
            return;
        }
        beat.stop();
        try {
            freeQuietly();
        } finally {
            leaveQueue();
        }
    }

    /** {@return the name, and whether it is held} */
    @Override
    public String toString() {
        String now = fate.isReleased() ? "released" : isHeld() ? "held" : "lost";
        return "RedisLeaseHold[" + lease.name() + ", token " + token + ", " + now + "]";
    }
}
