package io.portalocker;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.NameRemoval;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An exclusive lock whose file exists only while somebody holds it or waits for it.
 *
 * <p>The file is opened in mode {@code w}. Its name is removed while the lock is still held, and only if it is still this
 * lock's file; then the lock is freed. Whoever waited with the removed file open starts again with the current one. Its
 * directory is never created.
 *
 * <p>When the JVM exits, the files of the locks that are still held are removed too; a thread that goes on during shutdown
 * is no longer protected then. A process that is killed leaves its file, free to be locked.
 *
 * <p>The lock is not re-entrant. {@link Held#release()} frees the lock and then throws, if the file cannot be removed.
 *
 * @param path the file; made absolute
 * @param waiting how {@link #acquire()} waits
 */
public record TemporaryFileLock(Path path, Waiting waiting) implements LockBase<TemporaryFileLock, Held> {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the path is empty or not of the default file system
     */
    public TemporaryFileLock {
        path = LockPath.check(path);
        Objects.requireNonNull(waiting, "waiting");
    }

    /**
     * Describes a lock with portalocker's defaults: it fails at once when it is locked; told to wait, it waits five seconds.
     *
     * @param path the file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty or of another file system
     */
    public static TemporaryFileLock of(Path path) {
        return new TemporaryFileLock(path, Waiting.AT_ONCE);
    }

    @Override
    public TemporaryFileLock withWaiting(Waiting waiting) {
        return new TemporaryFileLock(path, waiting);
    }

    @Override
    public Held acquire() throws LockException {
        return removing(Acquiring.acquire(this, kind()));
    }

    @Override
    public Optional<Held> tryAcquire(Duration timeout) throws LockException {
        FileHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(removing(hold));
    }

    private Held removing(FileHold hold) {
        Hold.Last last = new NameRemoval(hold.file(), path);
        try {
            return new Handle(hold, AtExit.register(hold, last));
        } catch (RuntimeException | Error e) {
            hold.giveUp(last, e);
            throw e;
        }
    }

    @Override
    public List<LockHolder> holders() {
        return Holders.quietly(path);
    }

    private FileKind kind() {
        return new FileKind(path, OpenMode.W.opening(), KernelLocking.ofPlatform(), false, Acquiring.interval(waiting));
    }
}
