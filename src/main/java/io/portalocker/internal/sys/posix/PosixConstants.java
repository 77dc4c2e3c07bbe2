package io.portalocker.internal.sys.posix;

/**
 * The numbers that differ between POSIX systems, or between processors of one.
 *
 * @param create {@code O_CREAT}
 * @param exclusive {@code O_EXCL}
 * @param append {@code O_APPEND}
 * @param always what every open adds: {@code O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK}
 * @param setLock {@code F_SETLK}
 * @param setLockOfDescription {@code F_OFD_SETLK}
 * @param readLock {@code F_RDLCK}
 * @param writeLock {@code F_WRLCK}
 * @param unlock {@code F_UNLCK}
 * @param again {@code EAGAIN}
 */
public record PosixConstants(
        int create,
        int exclusive,
        int append,
        int always,
        int setLock,
        int setLockOfDescription,
        short readLock,
        short writeLock,
        short unlock,
        int again) {

    /** {@code O_RDONLY}, {@code O_WRONLY} and {@code O_RDWR} of every POSIX system. */
    static final int READ_ONLY = 0;

    static final int WRITE_ONLY = 1;
    static final int READ_WRITE = 2;

    /** {@code LOCK_} bits of {@code flock(2)} everywhere. */
    static final int LOCK_SH = 1;

    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final int LOCK_UN = 8;

    /** {@code lseek(2)} everywhere. */
    static final int SEEK_SET = 0;

    static final int SEEK_CUR = 1;
    static final int SEEK_END = 2;

    /** {@code EINTR}, {@code EACCES}, {@code ESRCH}, {@code EPERM} everywhere. */
    static final int EPERM = 1;

    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EACCES = 13;
}
