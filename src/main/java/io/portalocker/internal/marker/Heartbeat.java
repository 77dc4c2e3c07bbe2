package io.portalocker.internal.marker;

import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The signs of life of one lease. A failing call is no loss at once: network file systems have such moments. It is one
 * when the next success would come too late, because by then another may have taken the lease.
 */
public final class Heartbeat {

    /** How a lease was lost. */
    public enum Loss {
        /** Its marker is gone. */
        MARKER_MISSING,
        /** Another marker is in its place. */
        OWNER_CHANGED,
        /** It could not be refreshed in time. */
        REFRESH_FAILED
    }

    private final PublishedMarker marker;
    private final long interval;
    private final long duration;
    private final Ticker ticker;
    private final BiConsumer<Loss, Optional<SysException>> onLoss;

    /** Guarded by this. */
    private long lastSuccess;

    /** Guarded by this. */
    private boolean over;

    /**
     * Makes the heartbeat of a marker published just now.
     *
     * @param marker the marker
     * @param interval nanoseconds between two beats
     * @param duration of the lease, in nanoseconds
     * @param ticker time
     * @param onLoss told once, by the thread that beats
     */
    public Heartbeat(
            PublishedMarker marker,
            long interval,
            long duration,
            Ticker ticker,
            BiConsumer<Loss, Optional<SysException>> onLoss) {
        this.marker = marker;
        this.interval = interval;
        this.duration = duration;
        this.ticker = ticker;
        this.onLoss = onLoss;
        this.lastSuccess = ticker.nanoTime();
    }

    /** {@return nanoseconds between two beats} */
    long interval() {
        return interval;
    }

    /**
     * Beats once.
     *
     * @return whether to go on
     */
    public synchronized boolean beat() {
        if (over) {
            return false;
        }
        try {
            if (!marker.isCurrent()) {
                return lose(marker.isMissing() ? Loss.MARKER_MISSING : Loss.OWNER_CHANGED, Optional.empty());
            }
            marker.touch();
            lastSuccess = ticker.nanoTime();
            return true;
        } catch (SysException e) {
            return ticker.nanoTime() - lastSuccess < duration - interval || lose(Loss.REFRESH_FAILED, Optional.of(e));
        }
    }

    private boolean lose(Loss loss, Optional<SysException> cause) {
        over = true;
        onLoss.accept(loss, cause);
        return false;
    }

    /** Beats no more. After this returns no beat is under way. */
    public synchronized void stop() {
        over = true;
    }
}
