package io.portalocker;

import java.io.IOException;

/**
 * A way to lock an open file. The library has one for each facility of the kernels; an application may supply its own.
 *
 * <p>Which of them exclude each other is the kernel's affair: on a local file system of Linux {@link #FLOCK} is blind to
 * {@link #LOCKF} and {@link #OFD}, while those two exclude each other and {@code java.nio}'s {@code FileChannel.lock}.
 *
 * <p>An implementation must be thread-safe and must not retry or wait; waiting is done around it.
 */
public interface Locker {

    /** {@code flock(2)}: what Python's portalocker and filelock, and flock(1), use on Linux and macOS. */
    Locker FLOCK = BuiltinLocker.FLOCK;

    /**
     * POSIX record locks, {@code fcntl(2)} with {@code F_SETLK}: what {@code FileChannel.lock} and Python's
     * {@code lockf} use. They belong to the process: closing any descriptor of the file, even one of another library,
     * frees them. Threads of this JVM exclude each other in {@link Lock}, not in {@link Portalocker#lock}.
     */
    Locker LOCKF = BuiltinLocker.LOCKF;

    /** Record locks of the open file description, {@code F_OFD_SETLK}: as {@link #LOCKF} for others, without its trap. */
    Locker OFD = BuiltinLocker.OFD;

    /** {@code LockFileEx} on a range that begins at byte 0: mandatory, as all locks of Windows are. */
    Locker LOCK_FILE_EX = BuiltinLocker.LOCK_FILE_EX;

    /** {@return {@link #LOCK_FILE_EX} on Windows, else {@link #FLOCK}} */
    static Locker ofPlatform() {
        return BuiltinLocker.ofPlatform();
    }

    /** {@return the name by which messages and the command line know it} */
    String name();

    /**
     * Tries once to lock a file; must not wait.
     *
     * @param file an open file
     * @param shared whether others may share the lock
     * @return false if another holder is in the way
     * @throws IOException if it cannot be locked at all; a {@link LockException} is passed on as it is
     */
    boolean tryLock(LockableFile file, boolean shared) throws IOException;

    /**
     * Frees a file.
     *
     * @param file the file it was locked through
     * @throws IOException if it may still be locked
     */
    void unlock(LockableFile file) throws IOException;
}
