package io.portalocker.redis;

/**
 * A Redis lock that was acquired. It is held for as long as its connection lives: until {@link #release()}, or until it is
 * <b>lost</b>, because the connection broke, the server ended it or went away, another contender got no answer for its
 * unavailable timeout and ended it, or the server did not answer a health check. A lost lock never comes back.
 *
 * <p>Loss is noticed within the lock's {@linkplain RedisLock#unavailableTimeout() unavailable timeout} while this process
 * runs, and told by {@link #onLost}. A process that was stopped cannot notice anything, so {@link #isHeld()} looks at the
 * clock: once the server has not been heard from for four fifths of that timeout, somebody else may have the lock, and the
 * answer is false until the server is heard again. {@link #ensureHeld()} asks the server. Even so a step that follows may
 * come too late; what must not is to be guarded by the {@linkplain #fencingToken() fencing token}.
 */
public final class RedisHold extends Handle {

    private final ChannelHold hold;

    RedisHold(ChannelHold hold) {
        super(hold);
        this.hold = hold;
    }

    /** {@return what was acquired} */
    public RedisLock lock() {
        return hold.lock();
    }

    /** {@return what tells this holder from all others on the channel: 32 hexadecimal digits} */
    public String holderId() {
        return hold.stay().participant().id();
    }

    /** {@return the name of its connection, as {@code CLIENT LIST} shows it} */
    public String clientName() {
        return hold.stay().participant().clientName();
    }

    /**
     * Answers the fencing token: a number that is higher than that of every earlier exclusive holder of the channel that
     * drew one, in whatever language. A resource that remembers the highest token it has seen, and refuses all that is
     * lower, cannot be written to by a holder that lost the lock without noticing.
     *
     * @return the token, from 1
     * @throws IllegalStateException if the lock is shared, or was described without fencing
     */
    public long fencingToken() {
        return hold.fencingToken();
    }

    /**
     * Has an action run when the lock is lost; see {@link #onLost(java.util.function.Consumer)}.
     *
     * @param action what to do; more than one may be given
     * @return this
     */
    public RedisHold onLost(Runnable action) {
        onLost(_ -> action.run());
        return this;
    }
}
