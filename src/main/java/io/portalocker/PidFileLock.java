package io.portalocker;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.NameRemoval;
import io.portalocker.internal.file.PidFile;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.RawNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
public record PidFileLock(Path path, Waiting waiting) implements LockBase<PidFileLock, Held> {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the path is empty, names no file, or is not of the default file system
     */
    public PidFileLock {
        path = LockPath.check(path);
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
        return new PidFileLock(path, Waiting.AT_ONCE);
    }

    @Override
    public PidFileLock withWaiting(Waiting waiting) {
        return new PidFileLock(path, waiting);
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
        return publishing(Acquiring.acquire(this, kind()), watcher);
    }

    @Override
    public Optional<Held> tryAcquire(Duration timeout) throws LockException {
        FileHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(publishing(hold, PidFile.Watcher.NOBODY));
    }

    /** Publishes this process's number, or frees the lock. */
    private Held publishing(FileHold hold, PidFile.Watcher watcher) throws LockException {
        Hold.Last last = new NameRemoval(hold.file(), lockPath());
        try {
            last = file().publish(hold.file(), watcher);
            return new Handle(hold, AtExit.register(hold, last));
        } catch (IOException e) {
            LockException failure = Failures.of(e);
            hold.giveUp(last, failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            hold.giveUp(last, e);
            throw e;
        }
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
     * {@link Portalocker#holders} does. A number in the file alone is no holder; where the system does not tell of locks,
     * it is one if such a process is running and {@link #lockPath()} is there.
     *
     * @return the holders, empty where that is not known
     */
    @Override
    public List<LockHolder> holders() {
        List<LockHolder> kernels = Holders.quietly(lockPath());
        OptionalLong pid = readPid();
        if (pid.isEmpty() || (kernels.isEmpty() && !seemsHeldBy(pid.getAsLong()))) {
            return kernels;
        }
        List<LockHolder> holders = new ArrayList<>(kernels);
        holders.removeIf(holder -> holder.pid() == pid.getAsLong());
        holders.addFirst(Holders.describe(pid.getAsLong(), false));
        return List.copyOf(holders);
    }

    private boolean seemsHeldBy(long pid) {
        return !Platform.current().processes().tellsLockOwners()
                && Files.exists(lockPath())
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** {@return the file that is locked: the path with {@code .lock} appended} */
    public Path lockPath() {
        return RawNames.sibling(path, RawNames.last(path) + ".lock");
    }

    PidFile file() {
        return new PidFile(path, lockPath());
    }

    private FileKind kind() {
        return new FileKind(
                lockPath(), OpenMode.A.opening(), KernelLocking.ofPlatform(), false, Acquiring.interval(waiting));
    }
}
