package io.portalocker.internal.sys;

/** The kernel facilities that can lock a file. Those of one system do not all see each other. */
public enum Mechanism {
    /** BSD lock of an open file description: {@code flock(2)}. */
    FLOCK,
    /** POSIX record lock, owned by the process: {@code fcntl(2)} {@code F_SETLK}. */
    LOCKF,
    /** Record lock owned by the open file description: {@code fcntl(2)} {@code F_OFD_SETLK}. */
    OFD,
    /** Mandatory range lock of a handle: {@code LockFileEx}. */
    LOCK_FILE_EX
}
