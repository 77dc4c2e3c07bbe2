package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signs of life of one lease, and how long the last of them is good for. A failing call is no loss at once: network file
 * systems have such moments. It is one when the next success would come too late, because by then another may have taken the
 * lease.
 *
 * <p>The calls are made outside any lock: where one hangs, whoever asks is told all the same that the term is over.
 */
public abstract class Pulse {

    /** Told of the loss once, by the thread that beats or by a timer; must not block. */
    public interface Listener {
        void lost(Loss.Reason how, Optional<IOException> cause);
    }

    private final Ticker ticker;
    private final long interval;
    private final long duration;
    private final Listener listener;
    private final AtomicBoolean over = new AtomicBoolean();

    /** {@code interval}: from one beat to the next, nanoseconds. {@code duration}: how long a beat is good for, nanoseconds. */
    protected Pulse(Ticker ticker, long interval, long duration, Listener listener) {
        this.ticker = ticker;
        this.interval = interval;
        this.duration = duration;
        this.listener = listener;
    }

    /** {@return nanoseconds until the next beat is due} */
    public long pause() {
        return interval;
    }

    /** {@return when the calls of the last successful beat began, by the ticker} */
    protected abstract long lastSuccess();

    /** Gives a sign of life. Answers whether to go on; what ends it is told by {@link #lose}. */
    protected abstract boolean sign() throws IOException;

    /** Beats once, and answers whether to go on. */
    public final boolean beat() {
        if (over.get()) {
            return false;
        }
        try {
            return sign() && !over.get();
        } catch (IOException e) {
            return remaining() > interval || lose(Loss.Reason.OVERDUE, Optional.of(e));
        }
    }

    /** {@return for how many nanoseconds nobody may take the lease for want of a beat; not positive if it is over} */
    public final long remaining() {
        return duration - (ticker.nanoTime() - lastSuccess());
    }

    /**
     * Ends the lease if its term is over: the beat that should have renewed it hangs, or never came. Answers whether to ask
     * again, after {@link #remaining}.
     */
    public final boolean expire() {
        return !over.get() && (remaining() > 0 || lose(Loss.Reason.OVERDUE, Optional.empty()));
    }

    /** Tells of the loss, if nobody has; answers false. */
    protected final boolean lose(Loss.Reason how, Optional<IOException> cause) {
        if (over.compareAndSet(false, true)) {
            listener.lost(how, cause);
        }
        return false;
    }

    /** Beats no more, save for a beat that is under way. */
    public final void stop() {
        over.set(true);
    }
}
