package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.NamedHold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.events.Recording;
import io.portalocker.internal.marker.MarkerStore.Attempt;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.internal.wait.WaitMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A marker of ours. */
public sealed class MarkerHold extends NamedHold permits LeaseHold {

    /** How messages call this way of locking. */
    public static final String MECHANISM = "marker";

    /** Between the judgement of a contender and its act, a few calls; they may be short of processors. */
    private static final long OTHERS_ACT = Duration.ofMillis(10).toNanos();

    /** How often the directory may vanish between being made and being used. */
    private static final int MOST_DIRECTORIES = 16;

    private final MarkerKind kind;
    private final byte[] content;

    /** Written by the acquiring thread before others have this, and by who releases. */
    private @Nullable PublishedMarker marker;

    MarkerHold(MarkerKind kind, NamedGates.Name name, byte[] content) {
        super(kind.engine().gates(), name, false);
        this.kind = kind;
        this.content = content;
    }

    public Path path() {
        return kind.path();
    }

    final PublishedMarker marker() {
        return Objects.requireNonNull(marker);
    }

    final MarkerEngine engine() {
        return kind.engine();
    }

    /** The duration that others of this kind must agree on, in seconds; empty where there is none. */
    OptionalDouble term() {
        return OptionalDouble.empty();
    }

    @Override
    public String name() {
        return "the lock of '" + path() + "'";
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(
                Math.min(LockWait.LONGEST_PAUSE, kind.interval()),
                engine().store().random().get());
        for (int failed = 1; ; failed++) {
            Attempt attempt = attempt();
            if (attempt instanceof Attempt.Taken(PublishedMarker taken, boolean afterDead)
                    && (!afterDead || isLeftAlone(taken))) {
                marker = taken;
                return Outcome.HELD;
            }
            if (attempt instanceof Attempt.Mismatch theirs) {
                throw mismatch(theirs);
            }
            long remaining = deadline.remaining();
            if (remaining <= 0) {
                return Outcome.CONTENDED;
            }
            long ripe = attempt instanceof Attempt.Contended(Marker by, long nanos) ? nanos : Long.MAX_VALUE;
            Recording.waits(MECHANISM, WaitMethod.POLLING.name());
            engine().ticker().pause(Math.min(Math.min(remaining, ripe), backoff.pause(failed)));
        }
    }

    /**
     * Whether a marker that follows a dead one's still stands when those who judged that one have acted on it. filelock
     * before 4.2 moves away whatever it finds at the path by then, and does not put it back: what it moves must not count
     * as a lock yet.
     */
    private boolean isLeftAlone(PublishedMarker taken) throws IOException, InterruptedException {
        boolean stands = false;
        try {
            engine().ticker().pause(engine().platform().files().removesExactly() ? 0 : OTHERS_ACT);
            stands = taken.stands();
            return stands;
        } catch (SysException e) {
            throw Failure.of(path().toString(), "lock", MECHANISM, e);
        } finally {
            if (!stands) {
                taken.withdraw();
            }
        }
    }

    private Attempt attempt() throws IOException {
        try {
            for (int made = 0; ; made++) {
                try {
                    return engine().store().attempt(path(), content, engine().identity(), term());
                } catch (SysException e) {
                    if (e.kind() != ErrorKind.NOT_FOUND || made >= MOST_DIRECTORIES) {
                        throw e;
                    }
                    Files.createDirectories(Objects.requireNonNull(path().getParent()));
                }
            }
        } catch (IOException e) {
            throw Failure.of(path().toString(), "lock", MECHANISM, e);
        }
    }

    private Refusal mismatch(Attempt.Mismatch theirs) {
        String by = theirs.marker()
                .holder()
                .map(owner -> " by " + owner.described())
                .orElse("");
        return Refusal.mismatch("'" + path() + "' is leased for " + theirs.duration() + " s" + by
                + ", and here a lease of " + term().orElseThrow()
                + " s was wanted; all who use it must agree");
    }

    @Override
    protected void unlock() throws IOException {
        try {
            marker().withdraw();
            marker = null;
        } catch (IOException e) {
            throw Failure.of(path().toString(), "unlock", MECHANISM, e);
        }
    }

    /** Only what never came to be held stands still. */
    @Override
    protected void close() throws IOException {
        if (marker != null) {
            unlock();
        }
    }

    /** What stands at the path by now is somebody else's. */
    @Override
    protected void forfeit() throws IOException {
        marker().forsake();
    }

    @Override
    protected void verify() throws IOException {
        try {
            if (!marker().isCurrent()) {
                throw Refusal.lost(
                        Loss.Reason.TAKEN, "the marker '" + path() + "' was removed or replaced while it was held");
            }
        } catch (SysException e) {
            throw new Failure(path().toString(), "examine", e);
        }
    }
}
