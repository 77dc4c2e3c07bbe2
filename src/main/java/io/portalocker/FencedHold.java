package io.portalocker;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.snapshot.LogHold;

/**
 * A side of a {@link SoftReadWriteLock} that is held. The library gives signs of life for it until it is released or lost:
 * put out by others who saw none for too long, removed by hand, or unable to give any. What others did is learned at a
 * heartbeat, so up to a heartbeat late; that no sign of life could be given is known at once. See {@link Held}.
 *
 * <p>A process that was stopped goes on as if it held the lock still, until it asks or is told. What must not be done then is
 * to be guarded by the {@linkplain #fencingToken() fencing token}.
 */
public final class FencedHold extends Handle {

    private final LogHold hold;

    private FencedHold(LogHold hold, Hold.Last last) {
        super(hold, last);
        this.hold = hold;
    }

    /** Others would wait for a whole duration for one whose JVM has exited. */
    static FencedHold of(LogHold hold) {
        FencedHold handle = new FencedHold(hold, AtExit.register(hold, Hold.Last.NOTHING));
        if (!hold.isHeld()) {
            AtExit.forget(hold); // lost already
        }
        return handle;
    }

    /**
     * Answers the fencing token: the number of the change to the lock that granted it, which filelock calls its generation.
     * It is higher than that of every change before, be it of readers or writers, in whatever language. A resource that
     * remembers the highest token it has seen, and refuses all that is lower, cannot be written to by a holder that lost the
     * lock without noticing. The numbers begin anew when the lock's directory is removed.
     *
     * @return the token, from 1
     */
    public long fencingToken() {
        return hold.generation();
    }

    /**
     * Names this hold in the lock's files. It orders nothing.
     *
     * @return 32 lower-case hexadecimal digits
     */
    public String token() {
        return hold.token();
    }

    /**
     * Leaves the lock, and stops giving signs of life. If it was lost, nothing is left to be done.
     *
     * @throws LockLostException if it was lost before; only the first call tells
     * @throws LockException if the change cannot be written; this may be called again then. No signs of life are given any
     *     more, so that others get in after a duration in any case
     */
    @Override
    public void release() throws LockException {
        super.release();
    }
}
