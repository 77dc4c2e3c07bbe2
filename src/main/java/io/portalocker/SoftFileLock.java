package io.portalocker;

import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.MarkerHold;
import io.portalocker.internal.marker.MarkerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock that is a file: it is held while the file, its marker, exists. It needs nothing of the file system but that a
 * name can be created once, so it works where the kernel's locks do not, on network file systems above all. It excludes
 * Python's {@code filelock.SoftFileLock}.
 *
 * <p>The marker names its owner by host, pid and start. One whose owner is dead is broken, by a process of the same
 * machine only: nobody else can know. A marker of another machine is waited for, whatever its age; so is an empty one. What
 * is no marker, though it stands at the path, is broken after it was watched unchanged for two seconds. A directory, or a
 * file that its owner may not write, is reported at once.
 *
 * <p>The marker is removed by {@link Held#release()}. It is left behind when the process ends without: the next contender
 * on this machine breaks it.
 *
 * <p>Missing directories are made. The lock is not re-entrant: a thread that acquires it twice waits for itself, until its
 * deadline. Do not use one path for this lock and another kind: kernel locks do not see markers.
 *
 * @param path the marker; made absolute
 * @param waiting how {@link #acquire()} waits; by default for ever, as filelock does
 */
public record SoftFileLock(Path path, Waiting waiting) implements LockBase<SoftFileLock, Held> {

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if the path is empty, a root, or not of the default file system
     */
    public SoftFileLock {
        path = LockPath.checkFile(path);
        Objects.requireNonNull(waiting, "waiting");
    }

    /**
     * Describes a lock with filelock's defaults: waits for ever, looks at least every 50 ms.
     *
     * @param path the marker, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty, a root, or of another file system
     */
    public static SoftFileLock of(Path path) {
        return new SoftFileLock(path, Waiting.FILELOCK);
    }

    @Override
    public SoftFileLock withWaiting(Waiting waiting) {
        return new SoftFileLock(path, waiting);
    }

    @Override
    public Held acquire() throws LockException {
        return new Handle(Acquiring.acquire(this, kind()));
    }

    @Override
    public Optional<Held> tryAcquire(Duration timeout) throws LockException {
        MarkerHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(new Handle(hold));
    }

    private MarkerKind kind() {
        return new MarkerKind(path, Acquiring.interval(waiting), MarkerEngine.system());
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
     * Removes the marker, whoever holds it. Its holder goes on, and so does the next: this is for a person who knows that
     * the holder is gone.
     *
     * @return whether there was one
     * @throws LockException if it cannot be removed
     */
    public boolean forceBreak() throws LockException {
        return Markers.remove(path);
    }
}
