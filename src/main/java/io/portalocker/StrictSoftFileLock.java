package io.portalocker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.marker.strict.Claim;
import io.portalocker.internal.marker.strict.StrictHold;
import io.portalocker.internal.marker.strict.StrictKind;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock of files that fails closed: no process ever concludes that another is gone, so neither a pause, nor a clock, nor a
 * container, nor a machine that was cut off lets two in. The price is that the lock of a process that died stays held until
 * a person says otherwise: {@link #claims()} and {@link #forceBreak}. It excludes Python's {@code
 * filelock.StrictSoftFileLock}, on network file systems too.
 *
 * <p>Contenders put claims beside the lock, in {@code NAME.filelock/claims}, and the smallest one wins once all are seen.
 * That needs hard links. The file at the path itself is there for good; to a {@link SoftFileLock} it is a marker of
 * somebody who never lets go, so do not use one path for both. Whatever is found that no version known here has written is
 * reported as {@link LockMismatchException} and never touched.
 *
 * <p>Missing directories are made. The lock is not re-entrant.
 *
 * @param path the lock's file; made absolute
 * @param waiting how {@link #acquire()} waits; by default for ever, as filelock does
 */
public record StrictSoftFileLock(Path path, Waiting waiting) implements LockBase<StrictSoftFileLock, Held> {

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if the path is empty, a root, or not of the default file system
     */
    public StrictSoftFileLock {
        path = LockPath.checkFile(path);
        Objects.requireNonNull(waiting, "waiting");
    }

    /**
     * Describes a lock with filelock's defaults: waits for ever, tries at least every 50 ms.
     *
     * @param path the lock's file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty, a root, or of another file system
     */
    public static StrictSoftFileLock of(Path path) {
        return new StrictSoftFileLock(path, Waiting.FILELOCK);
    }

    /**
     * What a contender or a holder has put beside the lock.
     *
     * @param name of its file, as {@link #forceBreak} takes it
     * @param held whether it is a holder's; a holder has an intent too
     * @param owner who made it
     */
    public record ClaimOfOwner(String name, boolean held, MarkerOwner owner) {

        /** Refuses nulls. */
        public ClaimOfOwner {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(owner, "owner");
        }

        /** {@return such as {@code held-v1-….claim (held) by pid 4711 on build-host}} */
        @Override
        public String toString() {
            return name + (held ? " (held)" : " (intent)") + " by " + owner;
        }
    }

    @Override
    public StrictSoftFileLock withWaiting(Waiting waiting) {
        return new StrictSoftFileLock(path, waiting);
    }

    /**
     * Acquires the lock as {@link LockBase#acquire()} says.
     *
     * @throws LockMismatchException if what is beside the lock, or at its path, is not understood
     * @throws LockException as everywhere
     */
    @Override
    public Held acquire() throws LockException {
        return new Handle(Acquiring.acquire(this, kind()));
    }

    /**
     * Acquires the lock as {@link LockBase#tryAcquire(Duration)} says.
     *
     * @throws LockMismatchException if what is beside the lock, or at its path, is not understood
     * @throws LockException as everywhere
     */
    @Override
    public Optional<Held> tryAcquire(Duration timeout) throws LockException {
        StrictHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(new Handle(hold));
    }

    private StrictKind kind() {
        return new StrictKind(path, Acquiring.interval(waiting), MarkerEngine.system());
    }

    /** {@return those of this machine that have claims, as far as they can be read} */
    @Override
    public List<LockHolder> holders() {
        try {
            String here = MarkerEngine.system().identity().host();
            return claims().stream()
                    .filter(claim -> claim.held() && claim.owner().host().equals(here))
                    .map(claim -> Holders.describe(claim.owner().pid(), false))
                    .toList();
        } catch (IOException unknown) {
            return List.of();
        }
    }

    /**
     * Lists the claims there are, changing nothing.
     *
     * @return the claims by name; a holder has two
     * @throws LockMismatchException if one is not understood; the message names it
     * @throws LockInterruptedException if the thread is interrupted while a claim cannot be read
     * @throws LockException if they cannot be read
     */
    public List<ClaimOfOwner> claims() throws LockException {
        try {
            return kind().store().claims(path).stream()
                    .map(StrictSoftFileLock::ofClaim)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while reading the claims of '" + path + "'");
        } catch (IOException e) {
            throw failure("examine", e);
        }
    }

    private static ClaimOfOwner ofClaim(Claim claim) {
        var owner = new MarkerOwner(
                claim.owner().host(),
                claim.owner().pid(),
                claim.owner().start(),
                Optional.of(claim.token()),
                Optional.empty());
        return new ClaimOfOwner(claim.name(), claim.held(), owner);
    }

    /**
     * Removes one claim, whoever made it. Its owner goes on, and so does the next: this is for a person who knows that the
     * owner is gone. A holder has two claims, and both have to go.
     *
     * @param claim the name of a claim, as it is listed; also of one that is not understood
     * @return whether there was one
     * @throws IllegalArgumentException if that can be no name of a claim
     * @throws LockException if it cannot be removed
     */
    public boolean forceBreak(String claim) throws LockException {
        try {
            return kind().store().forceBreak(path, claim);
        } catch (IOException e) {
            throw failure("break", e);
        }
    }

    private LockException failure(String operation, IOException e) {
        if (e instanceof ProtocolViolation violation) {
            return new LockMismatchException("cannot " + operation + " '" + path + "': " + violation.getMessage());
        }
        return e instanceof SysException call
                ? Failures.io(path.toString(), operation, call)
                : Failures.of(new Failure(path.toString(), operation, e));
    }
}
