package io.portalocker;

import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerCodec;
import io.portalocker.internal.marker.MarkerStore.Attempt;
import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.PublishedMarker;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Takes a marker: gate, then attempts until the deadline.
 *
 * @param path the marker
 * @param lease the claim's token and duration, or null for protocol 1
 * @param engine time, names, identity
 */
record MarkerAcquisition(Path path, @Nullable Terms lease, MarkerEngine engine) {

    /** What filelock does: waits for ever, looks every 50 ms at least. */
    static final Waiting FILELOCK = new Waiting(Waiting.FOREVER, Duration.ofMillis(50), false);

    /** The longest pause between two looks; a look costs a few microseconds. */
    private static final long LONGEST_PAUSE = Duration.ofMillis(8).toNanos();

    /** How often the directory may vanish between being made and being used. */
    private static final int MOST_DIRECTORIES = 16;

    /**
     * What a lease says.
     *
     * @param token names the claim
     * @param duration its seconds
     */
    record Terms(String token, double duration) {}

    /** Checks that a path can name a marker. */
    static Path check(Path path) {
        Path checked = Paths.check(path);
        if (checked.getFileName() == null || checked.getParent() == null) {
            throw new IllegalArgumentException("path names no file: " + path);
        }
        return checked;
    }

    MarkerHold acquire(Waiting waiting) throws LockException {
        Waiting effective = waiting.failWhenLocked() ? waiting.withTimeout(Duration.ZERO) : waiting;
        Deadline deadline = Deadline.after(effective.timeout(), engine.ticker());
        return switch (take(deadline, effective)) {
            case Outcome.Held(MarkerHold hold) -> hold;
            case Outcome.Contended(Marker by) -> throw MarkerContention.of(path, by, waiting, deadline);
        };
    }

    Optional<MarkerHold> tryAcquire(Waiting waiting) throws LockException {
        return switch (take(Deadline.after(waiting.timeout(), engine.ticker()), waiting)) {
            case Outcome.Held(MarkerHold hold) -> Optional.of(hold);
            case Outcome.Contended c -> Optional.empty();
        };
    }

    private sealed interface Outcome {
        record Held(MarkerHold hold) implements Outcome {}

        record Contended(Marker by) implements Outcome {}
    }

    private Outcome take(Deadline deadline, Waiting waiting) throws LockException {
        try {
            NamedGates.Name name = MarkerEngine.name(path);
            Gate gate = engine.gates().reference(name);
            MarkerHold hold = null;
            try {
                Outcome outcome = takeThrough(gate, name, deadline, waiting);
                hold = outcome instanceof Outcome.Held(MarkerHold taken) ? taken : null;
                return outcome;
            } finally {
                if (hold == null) {
                    engine.gates().dereference(name);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for '" + path + "'");
        } catch (IOException e) {
            throw Failures.locking(path.toString(), MarkerHold.MECHANISM, "lock", e);
        }
    }

    private Outcome takeThrough(Gate gate, NamedGates.Name name, Deadline deadline, Waiting waiting)
            throws IOException, InterruptedException {
        if (deadline.isForever() && gate.isOwnedByCurrentThread()) {
            throw new LockDeadlockException(
                    "this thread holds '" + path + "' through another handle and would wait for itself for ever");
        }
        if (!gate.enter(false, deadline)) {
            return new Outcome.Contended(new Marker.Empty());
        }
        PublishedMarker taken = null;
        try {
            switch (attempts(deadline, waiting)) {
                case Attempt.Taken(PublishedMarker marker) -> taken = marker;
                case Attempt.Contended contended -> {
                    return new Outcome.Contended(contended.marker());
                }
                case Attempt.Mismatch mismatch -> throw mismatch(mismatch);
            }
            return new Outcome.Held(new MarkerHold(taken, gate, name, engine.gates()));
        } finally {
            if (taken == null) {
                gate.leave(false);
            }
        }
    }

    private Attempt attempts(Deadline deadline, Waiting waiting) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(
                Math.min(LONGEST_PAUSE, Deadline.saturatedNanos(waiting.checkInterval())),
                engine.store().random().get());
        for (int failed = 1; ; failed++) {
            Attempt attempt = attempt();
            long remaining = deadline.remaining();
            if (!(attempt instanceof Attempt.Contended(Marker by, long ripe)) || remaining <= 0) {
                return attempt;
            }
            engine.ticker().pause(Math.min(Math.min(remaining, ripe), backoff.pause(failed)));
        }
    }

    private Attempt attempt() throws IOException {
        ProcessIdentity self = engine.identity();
        byte[] content = lease == null
                ? MarkerCodec.encode(self)
                : MarkerCodec.encode(new Marker.Claim(
                        self, Marker.Mode.LEASE, Optional.of(lease.token), OptionalDouble.of(lease.duration)));
        OptionalDouble duration = lease == null ? OptionalDouble.empty() : OptionalDouble.of(lease.duration);
        for (int made = 0; ; made++) {
            try {
                return engine.store().attempt(path, content, self, duration);
            } catch (SysException e) {
                if (e.kind() != ErrorKind.NOT_FOUND || made >= MOST_DIRECTORIES) {
                    throw e;
                }
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
            }
        }
    }

    private LockMismatchException mismatch(Attempt.Mismatch theirs) {
        String by = MarkerOwner.of(theirs.marker()).map(owner -> " by " + owner).orElse("");
        return new LockMismatchException(
                "'" + path + "' is leased for " + theirs.duration() + " s" + by + ", and here a lease of "
                        + Objects.requireNonNull(lease).duration + " s was wanted; all who use it must agree");
    }
}
