package io.portalocker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An exclusive lock that tells who holds it: the holder's process number stands in the file, in decimal ASCII digits, and
 * nothing else does.
 *
 * <p>What is locked is the file's neighbour, {@code <file>.lock}; the number says nothing about liveness that the lock does
 * not. It is published when the lock has been acquired, whole or not at all, and if that fails the lock is freed again and
 * the failure thrown. Releasing removes the pid file, then the neighbour, then frees the lock. Both files go away at the
 * exit of the JVM too, as those of {@link TemporaryFileLock}; a process that is killed leaves them, free to be locked. The
 * directory is never created.
 *
 * <p>The lock is not re-entrant.
 *
 * @param path the pid file; made absolute
 * @param waiting how {@link #acquire()} waits
 */
public record PidFileLock(Path path, Waiting waiting) implements LockBase<Held> {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the path is empty, names no file, or is not of the default file system
     */
    public PidFileLock {
        path = Paths.check(path);
        Objects.requireNonNull(waiting, "waiting");
        if (path.getFileName() == null) {
            throw new IllegalArgumentException("path names no file: " + path);
        }
    }

    /**
     * Describes a lock with portalocker's defaults: it fails at once when it is locked; told to wait, it waits five seconds.
     *
     * @param path the pid file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty, names no file, or is of another file system
     */
    public static PidFileLock of(Path path) {
        return new PidFileLock(path, Waiting.DEFAULT.withFailWhenLocked(true));
    }

    @Override
    public PidFileLock withWaiting(Waiting waiting) {
        return new PidFileLock(path, waiting);
    }

    /**
     * Copies with another timeout.
     *
     * @param timeout zero is one attempt, {@link Waiting#FOREVER} never gives up
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public PidFileLock withTimeout(Duration timeout) {
        return withWaiting(waiting.withTimeout(timeout));
    }

    /**
     * Copies with another check interval.
     *
     * @param checkInterval the longest pause between attempts, positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive
     */
    public PidFileLock withCheckInterval(Duration checkInterval) {
        return withWaiting(waiting.withCheckInterval(checkInterval));
    }

    /**
     * Copies with another answer to contention.
     *
     * @param failWhenLocked whether {@link #acquire()} fails at once
     * @return the copy
     */
    public PidFileLock withFailWhenLocked(boolean failWhenLocked) {
        return withWaiting(waiting.withFailWhenLocked(failWhenLocked));
    }

    /**
     * Acquires the lock and publishes this process's number; see {@link LockBase#acquire()}.
     *
     * @throws AlreadyLockedException if somebody else holds it; its message and {@link AlreadyLockedException#holders()}
     *     name the process in the pid file, where that could be read
     * @throws LockIOException also if the number could not be published; the lock is free then
     */
    @Override
    public Held acquire() throws LockException {
        return acquireWatched(PidFile.Watcher.NOBODY);
    }

    Held acquireWatched(PidFile.Watcher watcher) throws LockException {
        FileHold hold;
        try {
            hold = acquisition().acquire(waiting);
        } catch (AlreadyLockedException e) {
            throw PidFileHold.named(this, e);
        }
        return PidFileHold.publish(this, hold, watcher);
    }

    @Override
    public Optional<Held> tryAcquire(Duration timeout) throws LockException {
        Optional<FileHold> hold = acquisition().tryAcquire(waiting.withTimeout(timeout));
        return hold.isPresent()
                ? Optional.of(PidFileHold.publish(this, hold.get(), PidFile.Watcher.NOBODY))
                : Optional.empty();
    }

    /**
     * Reads the pid file: who wrote it, which need not be alive. Nothing is locked.
     *
     * @return the number; empty if there is no such file, or it cannot be read, or it is no positive number of at most 20
     *     ASCII digits
     */
    public OptionalLong readPid() {
        return file().read();
    }

    /**
     * Lists who seems to hold the lock: the process in the pid file first, then those the kernel names, as
     * {@link Portalocker#holders} does. A number in the file alone is no holder.
     *
     * @return the holders, empty where that is not known
     */
    @Override
    public List<LockHolder> holders() {
        List<LockHolder> kernels = Holders.quietly(lockPath());
        return kernels.isEmpty() ? kernels : PidFileHold.withNumber(this, kernels);
    }

    /** {@return the file that is locked: the path with {@code .lock} appended} */
    public Path lockPath() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    PidFile file() {
        return new PidFile(path);
    }

    private FileAcquisition acquisition() {
        return new FileAcquisition(lockPath(), OpenMode.A, Locker.ofPlatform(), false);
    }
}
