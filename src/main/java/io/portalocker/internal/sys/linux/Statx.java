package io.portalocker.internal.sys.linux;

/**
 * Where what is read of a {@code struct statx} stands in it; the same on every processor. The generated class knows too, but
 * lays out thirty fields when it is first touched, and it would be touched by every first lock. A test compares the two.
 */
final class Statx {

    static final int NLINK = 16;
    static final int UID = 20;
    static final int GID = 24;
    static final int MODE = 28;
    static final int INO = 32;
    static final int SIZE = 40;

    /** Eight bytes of seconds and four of nanoseconds, as {@link #MTIME}. */
    static final int CTIME = 96;

    static final int MTIME = 112;
    static final int DEV_MAJOR = 136;
    static final int DEV_MINOR = 140;

    private Statx() {}
}
