package io.portalocker.internal.snapshot;

import io.portalocker.internal.marker.Pulse;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signs of life of one who has the lock. A failing call is no loss at once: network file systems have such moments. It is
 * one when the next success would come too late.
 */
final class Membership implements Pulse {

    /** How a lock was lost. */
    enum Loss {
        PUT_OUT,
        UNRECORDED,
        OVERDUE
    }

    /** Told once, by the thread that beats or by a timer; must not block. */
    interface Listener {
        void lost(Loss how, Optional<IOException> cause);
    }

    private final Participant participant;
    private final Terms terms;
    private final Ticker ticker;
    private final Listener listener;
    private final AtomicBoolean over = new AtomicBoolean();

    Membership(Participant participant, Terms terms, Ticker ticker, Listener listener) {
        this.participant = participant;
        this.terms = terms;
        this.ticker = ticker;
        this.listener = listener;
    }

    @Override
    public long pause() {
        return terms.heartbeat();
    }

    @Override
    public long remaining() {
        return terms.duration() - (ticker.nanoTime() - participant.refreshed());
    }

    @Override
    public boolean beat() {
        if (over.get()) {
            return false;
        }
        try {
            return switch (participant.beat()) {
                case MEMBER -> !over.get();
                case PUT_OUT -> lose(Loss.PUT_OUT, Optional.empty());
                case UNRECORDED -> lose(Loss.UNRECORDED, Optional.empty());
                case OVERDUE -> lose(Loss.OVERDUE, Optional.empty());
            };
        } catch (IOException e) {
            return remaining() > terms.heartbeat() || lose(Loss.OVERDUE, Optional.of(e));
        }
    }

    @Override
    public boolean expire() {
        return !over.get() && (remaining() > 0 || lose(Loss.OVERDUE, Optional.empty()));
    }

    private boolean lose(Loss how, Optional<IOException> cause) {
        if (over.compareAndSet(false, true)) {
            listener.lost(how, cause);
        }
        return false;
    }

    @Override
    public void stop() {
        over.set(true);
    }
}
