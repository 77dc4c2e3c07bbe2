package io.portalocker.internal.sys;

import io.portalocker.internal.sys.linux.PlatformCloseEvents;

/**
 * News that somebody closed a file. The news may come a moment before the lock is free, and a lock that is freed without
 * closing makes no news at all: it is a hint when to look, and no more.
 */
public sealed interface CloseEvents permits PlatformCloseEvents {

    /**
     * Opens a source.
     *
     * @return its descriptor, to be closed with {@link FileCalls#close}
     * @throws SysException if there are too many
     */
    long open() throws SysException;

    /**
     * Watches an open file.
     *
     * @param source the source
     * @param descriptor the file
     * @return the watch; for a file that is watched already, the same again
     * @throws SysException if there are too many
     */
    int watch(long source, long descriptor) throws SysException;

    /**
     * Ends a watch.
     *
     * @param source the source
     * @param watch the watch
     * @throws SysException if it has ended by itself
     */
    void unwatch(long source, int watch) throws SysException;

    /**
     * Waits for news. Not to be called on a virtual thread.
     *
     * @param source the source
     * @param milliseconds how long at most
     * @return the watches there is news of; one of them is {@link #LOST} if news was lost
     * @throws SysException on an I/O error
     */
    int[] await(long source, int milliseconds) throws SysException;

    /** Stands for all watches. */
    int LOST = -1;
}
