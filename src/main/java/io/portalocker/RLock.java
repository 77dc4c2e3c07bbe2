package io.portalocker;

import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.Locking;
import io.portalocker.internal.file.ReentrantFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link Lock} that the thread holding it may acquire again.
 *
 * <p>It belongs to the thread that acquired it, and goes by the identity of the file: two records, or two spellings of one
 * path, are one lock. Every acquisition gives a handle of its own over one open file. Releasing a handle gives back its own
 * acquisition, at most once, and the last release frees the lock, in whatever order and from whichever threads they come.
 * To every other thread and process it is a lock like any other.
 *
 * <p>An acquisition inside another must ask for the same mode and locker, and inside a shared one for a shared one;
 * otherwise it would wait for its own thread, and {@link LockDeadlockException} is thrown at once, whatever the timeout.
 * The mode's start is made by the outermost: an inner {@code w} empties nothing. If the file was deleted or replaced while
 * it was held, an acquisition is no inner one but locks the file that is now at the path.
 *
 * <p>{@link #acquireAsync()} acquires on a thread of its own, so what it gives is nested in nothing. The thread is kept
 * reachable until the lock is freed.
 *
 * @param path the file; made absolute
 * @param mode how it is opened
 * @param shared whether others who share may hold it at the same time
 * @param locker what locks it
 * @param waiting how {@link #acquire()} waits
 */
public record RLock(Path path, OpenMode mode, boolean shared, Locker locker, Waiting waiting)
        implements LockBase<RLock, LockedFile> {

    /**
     * Checks the parts against each other.
     *
     * @throws IllegalArgumentException if the path is empty or not of the default file system, if a mode that empties the
     *     file is to be shared, or if the mode needs the file to be absent, as it is not at the second acquisition
     */
    public RLock {
        path = LockPath.check(path);
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(locker, "locker");
        Objects.requireNonNull(waiting, "waiting");
        if (shared && mode.truncates()) {
            throw new IllegalArgumentException("mode " + mode + " empties the file, which needs an exclusive lock");
        }
        if (mode.requiresAbsence()) {
            throw new IllegalArgumentException("mode " + mode + " refuses a file that exists, and so a second time");
        }
    }

    /**
     * Describes an exclusive lock with portalocker's defaults: mode {@code a}, {@link Locker#ofPlatform}, five seconds.
     *
     * @param path the file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty or of another file system
     */
    public static RLock of(Path path) {
        return new RLock(path, OpenMode.A, false, Locker.ofPlatform(), Waiting.DEFAULT);
    }

    /**
     * Copies with another mode.
     *
     * @param mode how the file is opened
     * @return the copy
     */
    public RLock withMode(OpenMode mode) {
        return new RLock(path, mode, shared, locker, waiting);
    }

    /**
     * Copies as a shared or an exclusive lock. A shared record lock needs a mode that reads.
     *
     * @param shared whether others may share it
     * @return the copy
     */
    public RLock withShared(boolean shared) {
        return new RLock(path, mode, shared, locker, waiting);
    }

    /**
     * Copies with another locker.
     *
     * @param locker what locks the file
     * @return the copy
     */
    public RLock withLocker(Locker locker) {
        return new RLock(path, mode, shared, locker, waiting);
    }

    @Override
    public RLock withWaiting(Waiting waiting) {
        return new RLock(path, mode, shared, locker, waiting);
    }

    /**
     * Acquires the lock, at once if this thread holds it already; see {@link LockBase#acquire()}.
     *
     * @throws LockDeadlockException also if this thread holds it in a way that this acquisition cannot be nested in
     */
    @Override
    public LockedFile acquire() throws LockException {
        Level<FileHold> level = Acquiring.acquire(this, kind());
        return new LockedFile(level, level.base().file());
    }

    /**
     * Acquires the lock within a time, at once if this thread holds it already; see {@link LockBase#tryAcquire(Duration)}.
     *
     * @throws LockDeadlockException if this thread holds it in a way that this acquisition cannot be nested in
     */
    @Override
    public Optional<LockedFile> tryAcquire(Duration timeout) throws LockException {
        Level<FileHold> level = Acquiring.tryAcquire(this, kind(), timeout);
        return level == null
                ? Optional.empty()
                : Optional.of(new LockedFile(level, level.base().file()));
    }

    @Override
    public List<LockHolder> holders() {
        return Holders.quietly(path);
    }

    private ReentrantFile kind() {
        Locking locking = BuiltinLocker.engine(locker);
        return new ReentrantFile(
                new FileKind(path, mode.opening(), locking, shared, Acquiring.interval(waiting)), mode.toString());
    }
}
