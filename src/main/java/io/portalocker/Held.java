package io.portalocker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A lock that was acquired. It is held from the return of the acquiring method until {@link #release()}, until it is
 * <b>lost</b>, or until the end of the process, whatever ends it.
 *
 * <p>A handle belongs to no thread: it may be passed on, and any thread may release it. It must be kept reachable; a
 * handle that is dropped keeps its lock until the process ends.
 *
 * <p><b>Loss.</b> Locks that live on a server or on signs of life can be lost while they are held. One meaning holds for every
 * kind: {@link #lost()} completes, {@link #isHeld()} is false from then on, {@link #ensureHeld()} throws
 * {@link LockLostException}, and so does the first {@link #release()} or {@link #close()} after it. A kernel's lock on an open
 * file is never lost so; that its file was deleted or replaced is told by {@link #ensureHeld()} alone.
 *
 * <p><b>Memory effects.</b> Within a JVM, what a thread did before releasing a lock <i>happens-before</i> what another
 * thread does after acquiring it. Between processes, file contents written before the release are seen by reads after the
 * acquisition, on file systems that keep caches coherent; memory mapped by both is ordered by the kernel's own lock.
 *
 * <p>All methods may be called from several threads at once. The library's handles are final classes; a test may implement
 * this interface to stand in for one.
 */
public interface Held extends AutoCloseable {

    /**
     * Frees the lock. What was written through the handle is flushed first. Further calls do nothing.
     *
     * @throws LockLostException if the lock was lost before; only the first call tells
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
     * Tells whether the lock is held as far as this process knows, by its own memory and clock: no disk and no network is
     * asked. See {@link #ensureHeld()}.
     *
     * @return true until {@link #release()} or the loss
     */
    boolean isHeld();

    /**
     * Verifies that the lock still protects what it was taken for. Call it before a step that must not be taken without
     * the lock. Disk or network are asked, and may take their time.
     *
     * @throws LockLostException if the handle was released, the lock lost, or the lock's file deleted or replaced
     * @throws LockException if that cannot be told
     */
    void ensureHeld() throws LockException;

    /**
     * Tells of a loss, on a thread of the library's that does nothing else.
     *
     * @return completed when the lock is lost before it is released, and never otherwise
     */
    default CompletionStage<LockLostException> lost() {
        return new CompletableFuture<>();
    }

    /**
     * Has an action run when the lock is lost: once, on the thread that completes {@link #lost()}, or at once on this one if
     * it is lost already. What the action throws goes to the thread's uncaught-exception handler.
     *
     * @param action told how it was lost; it may release the handle
     */
    default void onLost(Consumer<? super LockLostException> action) {
        var _ = lost().thenAccept(loss -> {
            try {
                action.accept(loss);
            } catch (RuntimeException | Error e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        });
    }
}
