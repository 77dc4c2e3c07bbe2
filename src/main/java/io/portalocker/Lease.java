package io.portalocker;

import io.portalocker.internal.marker.LeaseHold;
import java.time.Duration;

/**
 * A held lease. It is refreshed by the library until it is released or lost: when its marker is gone or another's, or when it
 * could not be refreshed in time. The loss is learned at a heartbeat, so up to a heartbeat late; see {@link Held}.
 */
public final class Lease extends Handle {

    private final LeaseHold hold;

    Lease(LeaseHold hold) {
        super(hold);
        this.hold = hold;
    }

    /**
     * Names this claim; the marker carries it. It orders nothing: it is no fencing token.
     *
     * @return 32 lower-case hexadecimal digits
     */
    public String token() {
        return hold.kind().token();
    }

    /** {@return without a sign of life for so long, others may take it} */
    public Duration duration() {
        return hold.kind().duration();
    }

    /**
     * Stops the heartbeat and removes the marker. If the lease was lost the marker is somebody else's and stays.
     *
     * @throws LockLostException if the lease was lost before; only the first call tells
     * @throws LockException if the marker cannot be removed; this may be called again then, but the heartbeat has stopped
     */
    @Override
    public void release() throws LockException {
        super.release();
    }
}
