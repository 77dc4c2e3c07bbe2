package io.portalocker;

import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.NameOpening;
import io.portalocker.internal.file.ReentrantFile;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An exclusive lock whose file is a name and no data: the counterpart of Python's {@code filelock.FileLock}, which it
 * excludes, as it does {@link Lock} and flock(1).
 *
 * <p>Missing directories are made. The file is created with permissions 0666 less the umask, or exactly those asked for, and
 * stays on disk with what is in it; nothing should be kept there, since filelock before 4.2 empties it. A file that has
 * several names (hard links) or belongs to another user is locked but given no permissions; one that may only be read is
 * locked all the same. A final symbolic link is refused.
 *
 * <p>The lock is re-entrant as {@link RLock} is: by thread and by identity of the file. A thread that holds the file through
 * another kind of lock gets {@link LockDeadlockException} or waits for itself, as that kind says.
 *
 * <p>If the file is deleted or replaced while it is held, the next to come locks the new file and both are in;
 * {@link Held#ensureHeld()} tells. Whoever was waiting for the old file ends on the new one.
 *
 * @param path the file; made absolute
 * @param permissions those of the file, or empty to leave them to the umask and an existing file's as they are
 * @param waiting how {@link #acquire()} waits
 */
public record FileLock(Path path, Optional<Set<PosixFilePermission>> permissions, Waiting waiting)
        implements LockBase<FileLock, Held> {

    /**
     * Checks the parts and copies the set.
     *
     * @throws IllegalArgumentException if the path is empty or not of the default file system, or the permissions do not
     *     let the owner read and write
     */
    public FileLock {
        path = LockPath.check(path);
        permissions = permissions.map(Set::copyOf);
        Objects.requireNonNull(waiting, "waiting");
        if (permissions.isPresent()
                && !permissions
                        .get()
                        .containsAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))) {
            throw new IllegalArgumentException("the owner could not lock a file with " + permissions.get());
        }
    }

    /**
     * Describes a lock with filelock's defaults: it waits for ever, and the umask decides on permissions.
     *
     * @param path the file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty or of another file system
     */
    public static FileLock of(Path path) {
        return new FileLock(path, Optional.empty(), Waiting.FILELOCK);
    }

    /**
     * Copies with permissions of the file, whatever the umask.
     *
     * @param permissions the file's, from its creation and at each acquisition; no effect where the system has none
     * @return the copy
     * @throws IllegalArgumentException if they do not let the owner read and write
     */
    public FileLock withPermissions(Set<PosixFilePermission> permissions) {
        return new FileLock(path, Optional.of(permissions), waiting);
    }

    @Override
    public FileLock withWaiting(Waiting waiting) {
        return new FileLock(path, permissions, waiting);
    }

    /**
     * Acquires the lock, at once if this thread holds it already; see {@link LockBase#acquire()}.
     *
     * @throws LockDeadlockException also if this thread holds the file as a shared {@link RLock}, or in another mode
     */
    @Override
    public Held acquire() throws LockException {
        return new Handle(Acquiring.acquire(this, kind()));
    }

    @Override
    public Optional<Held> tryAcquire(Duration timeout) throws LockException {
        Level<FileHold> level = Acquiring.tryAcquire(this, kind(), timeout);
        return level == null ? Optional.empty() : Optional.of(new Handle(level));
    }

    @Override
    public List<LockHolder> holders() {
        return Holders.quietly(path);
    }

    /** The file is a name: no mode of the application's fits an acquisition inside this one. */
    private ReentrantFile kind() {
        NameOpening opening = new NameOpening(bits(), true);
        return new ReentrantFile(
                new FileKind(path, opening, KernelLocking.ofPlatform(), false, Acquiring.interval(waiting)), "");
    }

    /** As {@code chmod(2)} takes them: the letters of {@code rwxrwxrwx} are the nine lowest bits. */
    private OptionalInt bits() {
        if (permissions.isEmpty()) {
            return OptionalInt.empty();
        }
        String letters = PosixFilePermissions.toString(permissions.get());
        return OptionalInt.of(Integer.parseInt(letters.replaceAll("[rwx]", "1").replace('-', '0'), 2));
    }
}
