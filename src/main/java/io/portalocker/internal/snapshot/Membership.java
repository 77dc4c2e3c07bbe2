package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.marker.Pulse;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.Optional;

/** The signs of life of one who has the lock. */
final class Membership extends Pulse {

    private final Participant participant;

    Membership(Participant participant, Terms terms, Ticker ticker, Listener listener) {
        super(ticker, terms.heartbeat(), terms.duration(), listener);
        this.participant = participant;
    }

    @Override
    protected long lastSuccess() {
        return participant.refreshed();
    }

    @Override
    protected boolean sign() throws IOException {
        return switch (participant.beat()) {
            case MEMBER -> true;
            case PUT_OUT -> lose(Loss.Reason.TAKEN, Optional.empty());
            case UNRECORDED -> lose(Loss.Reason.MISSING, Optional.empty());
            case OVERDUE -> lose(Loss.Reason.OVERDUE, Optional.empty());
        };
    }
}
