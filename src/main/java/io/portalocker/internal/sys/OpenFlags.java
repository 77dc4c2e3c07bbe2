package io.portalocker.internal.sys;

/**
 * How {@link FileCalls#open} opens: bits, because an open is on the path of every uncontended lock. Whatever the bits,
 * the descriptor is close-on-exec, is no controlling terminal, does not wait for the other end of a FIFO, truncates
 * nothing, and is not reached through a final symbolic link.
 */
public final class OpenFlags {

    /** Open for reading. */
    public static final int READ = 1;

    /** Open for writing. */
    public static final int WRITE = 1 << 1;

    /** Every write goes to the end. */
    public static final int APPEND = 1 << 2;

    /** Create the file when it is absent. */
    public static final int CREATE = 1 << 3;

    /** With {@link #CREATE}: fail when it is present. */
    public static final int EXCLUSIVE = 1 << 4;

    /**
     * Alone: hold on to what is at the path, be it a link, a FIFO or unreadable, and permit nothing but to ask for its status.
     * As long as it is open no other file has its inode.
     */
    public static final int PIN = 1 << 5;

    /**
     * While it is open here, anybody may rename and delete the file, as POSIX always permits. Not for files that are locked:
     * Python's peers on Windows rely on a file's staying where it is as long as somebody has it open.
     */
    public static final int MOVABLE = 1 << 6;

    private OpenFlags() {}

    /** {@return whether a bit is set} */
    public static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
