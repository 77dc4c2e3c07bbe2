package io.portalocker.internal.marker.strict;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.NamedHold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.events.Recording;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.internal.wait.WaitMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A claim of ours to a strict lock. */
public final class StrictHold extends NamedHold {

    /** How messages call this way of locking. */
    public static final String MECHANISM = "claims";

    /** Before the umask. */
    private static final int PERMISSIONS = 0666;

    /** An attempt makes files, and two that meet both retreat. */
    private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

    private final StrictKind kind;

    /** Written by the acquiring thread before others have this, and by who releases. */
    private @Nullable StrictClaim claim;

    StrictHold(StrictKind kind, NamedGates.Name name) {
        super(kind.engine().gates(), name, false);
        this.kind = kind;
    }

    @Override
    public String name() {
        return "the strict lock of '" + kind.path() + "'";
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(
                Math.min(LONGEST_PAUSE, kind.interval()),
                kind.engine().store().random().get());
        Sightings sightings = new Sightings();
        for (int failed = 1; ; failed++) {
            if (attempt(sightings) instanceof StrictStore.Attempt.Taken taken) {
                claim = taken.claim();
                return Outcome.HELD;
            }
            long remaining = deadline.remaining();
            if (remaining <= 0) {
                return Outcome.CONTENDED;
            }
            Recording.waits(MECHANISM, WaitMethod.POLLING.name());
            kind.engine().ticker().pause(Math.min(remaining, backoff.pause(failed)));
        }
    }

    private StrictStore.Attempt attempt(Sightings sightings) throws IOException, InterruptedException {
        try {
            return kind.store().attempt(kind.path(), PERMISSIONS, kind.engine().identity(), sightings);
        } catch (ProtocolViolation e) {
            throw Refusal.mismatch("cannot lock '" + kind.path() + "': " + e.getMessage());
        } catch (IOException e) {
            throw Failure.of(kind.path().toString(), "lock", MECHANISM, e);
        }
    }

    @Override
    protected void unlock() throws IOException {
        try {
            Objects.requireNonNull(claim).withdraw();
            claim = null;
        } catch (IOException e) {
            throw Failure.of(kind.path().toString(), "unlock", MECHANISM, e);
        }
    }

    @Override
    protected void close() throws IOException {
        if (claim != null) {
            unlock();
        }
    }

    @Override
    protected void verify() throws IOException {
        boolean current;
        try {
            current = Objects.requireNonNull(claim).isCurrent();
        } catch (IOException e) {
            throw Failure.of(kind.path().toString(), "examine", "", e);
        }
        if (!current) {
            throw Refusal.lost(Loss.Reason.TAKEN, "the claim of " + name() + " was removed while it was held");
        }
    }
}
