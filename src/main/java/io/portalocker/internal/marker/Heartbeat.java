package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.marker.PublishedMarker.Presence;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.util.Optional;

/**
 * The signs of life of a marker. Another marker at the path is no loss at once: a contender may have ours aside until it
 * finds out that it is not to be broken. As long as ours has a name it may come back, and is looked for more often; whoever
 * wants to take what stands for it has to watch that for a whole duration.
 */
final class Heartbeat extends Pulse {

    /** By so much sooner comes the next look if the last one missed the marker. */
    private static final int SOONER = 10;

    private final PublishedMarker marker;
    private final Ticker ticker;

    /** When the calls of the last successful beat began. Written by the thread that beats. */
    private volatile long lastSuccess;

    /** Whether the last look did not find the marker. Written by the thread that beats. */
    private volatile boolean missed;

    /** Makes the heartbeat of a marker published just now. Interval and duration of the lease are nanoseconds. */
    Heartbeat(PublishedMarker marker, long interval, long duration, Ticker ticker, Listener listener) {
        super(ticker, interval, duration, listener);
        this.marker = marker;
        this.ticker = ticker;
        this.lastSuccess = marker.since();
    }

    @Override
    public long pause() {
        return missed ? Math.max(1, super.pause() / SOONER) : super.pause();
    }

    @Override
    protected long lastSuccess() {
        return lastSuccess;
    }

    @Override
    protected boolean sign() throws SysException {
        long begun = ticker.nanoTime();
        Presence presence = marker.presence();
        if (presence == Presence.HERE) {
            marker.touch();
            lastSuccess = begun;
            missed = false;
            return true;
        }
        if (marker.isLinked() ? remaining() <= pause() : missed) {
            return lose(presence == Presence.REPLACED ? Loss.Reason.TAKEN : Loss.Reason.MISSING, Optional.empty());
        }
        missed = true;
        return true;
    }
}
