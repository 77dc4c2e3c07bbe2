package io.portalocker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.marker.LeaseHold;
import io.portalocker.internal.marker.LeaseKind;
import io.portalocker.internal.marker.LeaseTerms;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.MarkerKind;
import io.portalocker.internal.marker.Seconds;
import io.portalocker.internal.marker.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link SoftFileLock} for a time: the holder gives a sign of life at every heartbeat, and whoever has seen none for the
 * duration may take the lease, even from another machine. It excludes Python's {@code filelock.SoftFileLease}.
 *
 * <p>A lease trades exclusion for progress. A holder that is stopped for longer than the duration goes on afterwards, and
 * so does the one that took the lease: see {@link Held#onLost}, and {@link Lease#ensureHeld()} before each step.
 * Where that is not acceptable use {@link SoftFileLock}.
 *
 * <p>A lease is seen to expire by watching its marker on the own monotonic clock, never by comparing two machines' clocks;
 * so nobody takes one sooner than a duration after looking at it first. The marker of a dead process of this machine is
 * broken at once. All who use one path must agree on the duration, and are refused with {@link LockMismatchException} if
 * they do not.
 *
 * @param path the marker; made absolute
 * @param duration without a sign of life for so long, the lease may be taken
 * @param heartbeat the time between two signs of life, shorter than the duration
 * @param waiting how {@link #acquire()} waits; by default for ever, as filelock does
 */
public record SoftFileLease(Path path, Duration duration, Duration heartbeat, Waiting waiting)
        implements LockBase<SoftFileLease, Lease> {

    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the path is empty, a root, or not of the default file system, the duration is not
     *     positive or longer than a hundred years, or the heartbeat is not positive or not shorter than the duration
     */
    public SoftFileLease {
        path = LockPath.checkFile(path);
        Objects.requireNonNull(waiting, "waiting");
        LeaseTerms.check(duration, heartbeat);
    }

    /**
     * Describes a lease with filelock's defaults: 30 s, a heartbeat every 10 s, waits for ever.
     *
     * @param path the marker, of the default file system
     * @return the lease
     * @throws IllegalArgumentException if the path is empty, a root, or of another file system
     */
    public static SoftFileLease of(Path path) {
        return new SoftFileLease(
                path, DEFAULT_DURATION, DEFAULT_DURATION.dividedBy(LeaseTerms.BEATS), Waiting.FILELOCK);
    }

    /**
     * Copies with another duration, and a heartbeat of a third of it.
     *
     * @param duration positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive, or too long
     */
    public SoftFileLease withDuration(Duration duration) {
        return new SoftFileLease(path, duration, duration.dividedBy(LeaseTerms.BEATS), waiting);
    }

    /**
     * Copies with another heartbeat.
     *
     * @param heartbeat positive and shorter than the duration
     * @return the copy
     * @throws IllegalArgumentException if it is not
     */
    public SoftFileLease withHeartbeat(Duration heartbeat) {
        return new SoftFileLease(path, duration, heartbeat, waiting);
    }

    @Override
    public SoftFileLease withWaiting(Waiting waiting) {
        return new SoftFileLease(path, duration, heartbeat, waiting);
    }

    /**
     * Acquires the lease as {@link LockBase#acquire()} says.
     *
     * @throws LockMismatchException if it is held for another duration
     */
    @Override
    public Lease acquire() throws LockException {
        return new Lease(Acquiring.acquire(this, kind()));
    }

    /**
     * Acquires the lease as {@link LockBase#tryAcquire(Duration)} says.
     *
     * @throws LockMismatchException if it is held for another duration
     */
    @Override
    public Optional<Lease> tryAcquire(Duration timeout) throws LockException {
        LeaseHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(new Lease(hold));
    }

    private LeaseKind kind() throws LockException {
        MarkerKind marker = new MarkerKind(path, Acquiring.interval(waiting), MarkerEngine.system());
        try {
            return new LeaseKind(marker, Tokens.next(), Seconds.of(duration), duration, heartbeat);
        } catch (Failure e) {
            throw Failures.of(e);
        }
    }

    @Override
    public List<LockHolder> holders() {
        return Markers.holders(path);
    }

    /**
     * Reads who the marker says holds it.
     *
     * @return the owner, empty if there is no marker, or none that says so
     * @throws LockException if the path cannot be examined
     */
    public Optional<MarkerOwner> owner() throws LockException {
        return Markers.owner(path);
    }

    /**
     * Removes the marker, whoever holds it; its holder is told at its next heartbeat.
     *
     * @return whether there was one
     * @throws LockException if it cannot be removed
     */
    public boolean forceBreak() throws LockException {
        return Markers.remove(path);
    }
}
