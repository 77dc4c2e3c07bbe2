package io.portalocker.internal.sys;

/**
 * News that somebody closed a file. The news may come a moment before the lock is free, and a lock that is freed without
 * closing makes no news at all: it is a hint when to look, and no more.
 *
 * <p>Not sealed, so that tests can have news come, or fail to, at any moment they like.
 */
public interface CloseEvents {

    /** Opens a source. */
    long open() throws SysException;

    /** Closes a source. Whatever this throws, the source is gone and must not be closed again. */
    void close(long source) throws SysException;

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
