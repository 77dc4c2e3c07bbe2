package io.portalocker;

import io.portalocker.redis.RedisHold;
import io.portalocker.redis.RedisPermit;

/**
 * A lock that was acquired. It is held from the return of the acquiring method until {@link #release()} or the end of the
 * process, whatever ends it.
 *
 * <p>A handle belongs to no thread: it may be passed on, and any thread may release it. It must be kept reachable; a
 * handle that is dropped keeps its lock until the process ends.
 *
 * <p><b>Memory effects.</b> Within a JVM, what a thread did before releasing a lock <i>happens-before</i> what another
 * thread does after acquiring it. Between processes, file contents written before the release are seen by reads after the
 * acquisition, on file systems that keep caches coherent; memory mapped by both is ordered by the kernel's own lock.
 */
public sealed interface Held extends AutoCloseable
        permits LockedFile, Lease, MarkerHold, ReadHold, WriteHold, FileBackedHold, Permit, RedisHold, RedisPermit {

    /**
     * Frees the lock. What was written through the handle is flushed first. Further calls do nothing.
     *
     * @throws LockException if flushing or unlocking failed; after a failed unlock the lock counts as held, and this
     *     method may be called again
     */
    void release() throws LockException;

    /** Does what {@link #release()} does. */
    @Override
    default void close() throws LockException {
        release();
    }

    /**
     * Tells whether this handle has been released. It asks nobody else; see {@link #ensureHeld()}.
     *
     * @return true until {@link #release()}
     */
    boolean isHeld();

    /**
     * Verifies that the lock still protects what it was taken for. Call it before a step that must not be taken without
     * the lock.
     *
     * @throws LockLostException if the handle was released, or the lock's file was deleted or replaced
     * @throws LockException if that cannot be told
     */
    void ensureHeld() throws LockException;
}
