package io.portalocker;

import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.LockPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock on a file, exclusive or shared, whose holder reads and writes that file through {@link LockedFile}.
 *
 * <p>The file is opened, created where the mode says so, locked, and checked to be still the file at the path; a file that
 * was deleted or replaced meanwhile is let go and the current one locked instead. It stays on disk after the release. Its
 * directory is never created.
 *
 * <p>The lock is not re-entrant: a thread that acquires it twice waits for itself, until its deadline.
 *
 * <p>On the same file it excludes Python's {@code portalocker.Lock} and {@code filelock.FileLock}, flock(1), and every
 * program that uses {@code flock(2)}; with {@link Locker#LOCKF} or {@link Locker#OFD} those that use {@code fcntl(2)}.
 *
 * @param path the file; made absolute
 * @param mode how it is opened
 * @param shared whether others who share may hold it at the same time
 * @param locker what locks it
 * @param waiting how {@link #acquire()} waits
 */
public record Lock(Path path, OpenMode mode, boolean shared, Locker locker, Waiting waiting)
        implements LockBase<Lock, LockedFile> {

    /**
     * Checks the parts against each other.
     *
     * @throws IllegalArgumentException if the path is empty or not of the default file system, or a mode that empties the
     *     file is to be shared
     */
    public Lock {
        path = LockPath.check(path);
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(locker, "locker");
        Objects.requireNonNull(waiting, "waiting");
        if (shared && mode.truncates()) {
            throw new IllegalArgumentException("mode " + mode + " empties the file, which needs an exclusive lock");
        }
    }

    /**
     * Describes an exclusive lock with portalocker's defaults: mode {@code a}, {@link Locker#ofPlatform}, five seconds.
     *
     * @param path the file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty or of another file system
     */
    public static Lock of(Path path) {
        return new Lock(path, OpenMode.A, false, Locker.ofPlatform(), Waiting.DEFAULT);
    }

    /**
     * Copies with another mode.
     *
     * @param mode how the file is opened
     * @return the copy
     */
    public Lock withMode(OpenMode mode) {
        return new Lock(path, mode, shared, locker, waiting);
    }

    /**
     * Copies as a shared or an exclusive lock. A shared record lock needs a mode that reads.
     *
     * @param shared whether others may share it
     * @return the copy
     */
    public Lock withShared(boolean shared) {
        return new Lock(path, mode, shared, locker, waiting);
    }

    /**
     * Copies with another locker.
     *
     * @param locker what locks the file
     * @return the copy
     */
    public Lock withLocker(Locker locker) {
        return new Lock(path, mode, shared, locker, waiting);
    }

    @Override
    public Lock withWaiting(Waiting waiting) {
        return new Lock(path, mode, shared, locker, waiting);
    }

    @Override
    public LockedFile acquire() throws LockException {
        FileHold hold = Acquiring.acquire(this, kind());
        return new LockedFile(hold, hold.file());
    }

    @Override
    public Optional<LockedFile> tryAcquire(Duration timeout) throws LockException {
        FileHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(new LockedFile(hold, hold.file()));
    }

    @Override
    public List<LockHolder> holders() {
        return Holders.quietly(path);
    }

    private FileKind kind() {
        return new FileKind(path, mode.opening(), BuiltinLocker.engine(locker), shared, Acquiring.interval(waiting));
    }
}
