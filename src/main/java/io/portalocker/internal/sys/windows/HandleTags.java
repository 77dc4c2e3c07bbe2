package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.OpenFlags;

/** What this layer notes in the two low bits of a handle's number, which Windows ignores and leaves to programs. */
final class HandleTags {

    /**
     * Opened for appending. Such a handle has the whole right to write, not the right to append alone: with that one a file can
     * be neither locked nor truncated.
     */
    private static final long APPENDS = 1;

    /**
     * Opened by this layer, hence not for overlapped use: a call returns when its request has ended. Of a handle that somebody
     * else opened this is not known.
     */
    private static final long SYNCHRONOUS = 2;

    private HandleTags() {}

    /** {@return the handle with the tags of a file opened here} */
    static long tag(long handle, int flags) {
        return handle | SYNCHRONOUS | (OpenFlags.has(flags, OpenFlags.APPEND) ? APPENDS : 0);
    }

    /** {@return the handle as the system knows it} */
    static long strip(long handle) {
        return handle & ~(APPENDS | SYNCHRONOUS);
    }

    static boolean appends(long handle) {
        return (handle & APPENDS) != 0;
    }

    static boolean isSynchronous(long handle) {
        return (handle & SYNCHRONOUS) != 0;
    }
}
