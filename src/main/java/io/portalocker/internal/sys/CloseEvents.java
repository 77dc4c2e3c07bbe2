package io.portalocker.internal.sys;

import io.portalocker.internal.sys.linux.PlatformCloseEvents;

/**
 * News that somebody closed a file. The news may come a moment before the lock is free, and a lock that is freed without
 * closing makes no news at all: it is a hint when to look, and no more.
 */
public sealed interface CloseEvents permits PlatformCloseEvents {

    /** Opens a source. Answers its descriptor, to be closed with {@link FileCalls#close}. */
    long open() throws SysException;

    /** Watches an open file. Answers the watch; for a file that is watched already, the same again. */
    int watch(long source, long descriptor) throws SysException;

    /** Ends a watch. */
    void unwatch(long source, int watch) throws SysException;

    /**
     * Waits for news. Not to be called on a virtual thread. Answers the watches there is news of; one of them is {@link
     * #LOST} if news was lost.
     */
    int[] await(long source, int milliseconds) throws SysException;

    /** Stands for all watches. */
    int LOST = -1;
}
