package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A marker of ours that is refreshed until it is released or lost. */
public final class LeaseHold extends MarkerHold {

    private final LeaseKind kind;

    /** Written by the acquiring thread before others have these. */
    private @Nullable Heartbeat heartbeat;

    private @Nullable Beating beating;

    LeaseHold(LeaseKind kind, NamedGates.Name name, byte[] content) {
        super(kind.marker(), name, content);
        this.kind = kind;
    }

    public LeaseKind kind() {
        return kind;
    }

    @Override
    OptionalDouble term() {
        return OptionalDouble.of(kind.seconds());
    }

    @Override
    public String name() {
        return "the lease of '" + path() + "'";
    }

    /** A lease that cannot beat is none. */
    @Override
    protected void begin() {
        Heartbeat started = new Heartbeat(
                marker(),
                Deadline.saturatedNanos(kind.heartbeat()),
                Deadline.saturatedNanos(kind.duration()),
                engine().ticker(),
                this::lose);
        heartbeat = started;
        super.begin();
        beating = Beating.start(started, marker()::withdraw);
    }

    /** It counts as held only while nobody can have taken it for want of a beat. */
    @Override
    protected @Nullable Loss overdue() {
        return heartbeat == null || heartbeat.remaining() > 0 ? null : loss(Loss.Reason.OVERDUE, Optional.empty());
    }

    private void lose(Loss.Reason how, Optional<IOException> cause) {
        lose(loss(how, cause));
    }

    private Loss loss(Loss.Reason how, Optional<IOException> cause) {
        String found = switch (how) {
            case MISSING -> "its marker is gone";
            case TAKEN -> "another marker is in its place";
            default -> "it could not be refreshed in time";
        };
        return new Loss(
                how, name() + " was lost: " + found, cause.map(e -> new Failure(path().toString(), "refresh", e)));
    }

    @Override
    protected void unlock() throws IOException {
        if (beating != null) {
            beating.close();
        }
        super.unlock();
    }

    /** The beating thread removes the marker if it is ours still: its file system may hang, and who asks must not. */
    @Override
    protected void forfeit() {
        if (beating != null) {
            beating.forfeit();
        }
    }
}
