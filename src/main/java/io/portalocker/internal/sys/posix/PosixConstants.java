package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.OpenFlags;

/**
 * The numbers that differ between POSIX systems, or between processors of one.
 *
 * @param create {@code O_CREAT}
 * @param exclusive {@code O_EXCL}
 * @param append {@code O_APPEND}
 * @param always what every open adds: {@code O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK}
 * @param pin opens no more than the node itself: {@code O_PATH}, on macOS {@code O_EVTONLY | O_SYMLINK}
 * @param directory {@code O_DIRECTORY} and what every open adds
 * @param here {@code AT_FDCWD}
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
        int pin,
        int directory,
        int here,
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

    /** The old error numbers are the same everywhere. */
    static final int EPERM = 1;

    static final int ENOENT = 2;

    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int EINVAL = 22;

    /** {@return {@code O_} bits for bits of {@link OpenFlags}} */
    int bits(int flags) {
        if (OpenFlags.has(flags, OpenFlags.PIN)) {
            return pin;
        }
        boolean write = OpenFlags.has(flags, OpenFlags.WRITE);
        int access = write ? OpenFlags.has(flags, OpenFlags.READ) ? READ_WRITE : WRITE_ONLY : READ_ONLY;
        return access
                | always
                | (OpenFlags.has(flags, OpenFlags.APPEND) ? append : 0)
                | (OpenFlags.has(flags, OpenFlags.CREATE) ? create : 0)
                | (OpenFlags.has(flags, OpenFlags.EXCLUSIVE) ? exclusive : 0);
    }
}
