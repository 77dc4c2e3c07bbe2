package io.portalocker.internal.marker;

import io.portalocker.internal.marker.PublishedMarker.Presence;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * The signs of life of one lease. A failing call is no loss at once: network file systems have such moments. It is one
 * when the next success would come too late, because by then another may have taken the lease. Nor is another marker at the
 * path a loss at once: a contender may have ours aside until it finds out that it is not to be broken. As long as ours has
 * a name it may come back, and is looked for more often; whoever wants to take what stands for it has to watch that for a
 * whole duration.
 *
 * <p>The calls are made outside any lock: where one hangs, whoever asks is told all the same that the term is over.
 */
public final class Heartbeat implements Pulse {

    /** How a lease was lost. */
    public enum Loss {
        /** Its marker is gone. */
        MARKER_MISSING,
        /** Another marker is in its place. */
        OWNER_CHANGED,
        /** It could not be refreshed in time. */
        REFRESH_FAILED
    }

    /** By so much sooner comes the next look if the last one missed the marker. */
    private static final int SOONER = 10;

    private final PublishedMarker marker;
    private final long interval;
    private final long duration;
    private final Ticker ticker;
    private final BiConsumer<Loss, Optional<SysException>> onLoss;
    private final AtomicBoolean over = new AtomicBoolean();

    /** When the calls of the last successful beat began. Written by the thread that beats. */
    private volatile long lastSuccess;

    /** Whether the last look did not find the marker. Written by the thread that beats. */
    private volatile boolean missed;

    /**
     * Makes the heartbeat of a marker published just now. Interval and duration of the lease are
     * nanoseconds. {@code onLoss} is told once, by the thread that beats or by a timer, and must not block.
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
        this.lastSuccess = marker.since();
    }

    @Override
    public long pause() {
        return missed ? Math.max(1, interval / SOONER) : interval;
    }

    @Override
    public long remaining() {
        return duration - (ticker.nanoTime() - lastSuccess);
    }

    @Override
    public boolean beat() {
        if (over.get()) {
            return false;
        }
        long begun = ticker.nanoTime();
        try {
            Presence presence = marker.presence();
            if (presence == Presence.HERE) {
                marker.touch();
                lastSuccess = begun;
                missed = false;
                return !over.get();
            }
            Loss loss = presence == Presence.REPLACED ? Loss.OWNER_CHANGED : Loss.MARKER_MISSING;
            if (marker.isLinked() ? remaining() <= pause() : missed) {
                return lose(loss, Optional.empty());
            }
            missed = true;
            return true;
        } catch (SysException e) {
            return ticker.nanoTime() - lastSuccess < duration - interval || lose(Loss.REFRESH_FAILED, Optional.of(e));
        }
    }

    @Override
    public boolean expire() {
        return !over.get() && (remaining() > 0 || lose(Loss.REFRESH_FAILED, Optional.empty()));
    }

    private boolean lose(Loss loss, Optional<SysException> cause) {
        if (over.compareAndSet(false, true)) {
            onLoss.accept(loss, cause);
        }
        return false;
    }

    @Override
    public void stop() {
        over.set(true);
    }
}
