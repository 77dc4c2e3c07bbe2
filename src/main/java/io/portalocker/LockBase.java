package io.portalocker;

import io.portalocker.internal.wait.Reporter;
import io.portalocker.internal.wait.Ticker;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisSemaphore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The description of a lock. Every kind is a record: immutable, validated when it is made, and equal to another exactly
 * if both mean the same lock taken in the same way. A description holds nothing; acquiring gives a {@link Held}, any
 * number of times and from any number of threads, and each handle stands for itself.
 *
 * @param <S> the kind itself
 * @param <H> what acquiring gives
 */
public sealed interface LockBase<S extends LockBase<S, H>, H extends Held>
        permits Lock,
                SoftFileLock,
                SoftFileLease,
                StrictSoftFileLock,
                ReadWriteLock.Read,
                ReadWriteLock.Write,
                SoftReadWriteLock.Read,
                SoftReadWriteLock.Write,
                RLock,
                FileLock,
                TemporaryFileLock,
                PidFileLock,
                BoundedSemaphore,
                RedisLock,
                RedisSemaphore,
                RedisLease {

    /** {@return how {@link #acquire()} waits} */
    Waiting waiting();

    /**
     * Copies with another waiting policy.
     *
     * @param waiting the policy
     * @return the copy
     */
    S withWaiting(Waiting waiting);

    /**
     * Copies with another timeout.
     *
     * @param timeout zero is one attempt, {@link Waiting#FOREVER} never gives up
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    default S withTimeout(Duration timeout) {
        return withWaiting(waiting().withTimeout(timeout));
    }

    /**
     * Copies with another check interval.
     *
     * @param checkInterval the longest pause between attempts, positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive
     */
    default S withCheckInterval(Duration checkInterval) {
        return withWaiting(waiting().withCheckInterval(checkInterval));
    }

    /**
     * Copies with another answer to contention; see {@link Waiting#withFailWhenLocked}.
     *
     * @param failWhenLocked whether {@link #acquire()} fails at once
     * @return the copy
     */
    default S withFailWhenLocked(boolean failWhenLocked) {
        return withWaiting(waiting().withFailWhenLocked(failWhenLocked));
    }

    /**
     * Tells what is locked: equal for descriptions of one lock, whatever they want of it, in this process and in others. For a
     * file it is made from the bytes of its name, the links of its directory resolved. {@link Locks} takes several locks in the
     * order of these.
     *
     * @return the identity, for comparing and not for reading
     */
    default String identity() {
        return switch (this) {
            case Lock l -> Locks.identity(l.path());
            case RLock l -> Locks.identity(l.path());
            case FileLock l -> Locks.identity(l.path());
            case TemporaryFileLock l -> Locks.identity(l.path());
            case PidFileLock l -> Locks.identity(l.lockPath());
            case SoftFileLock l -> Locks.identity(l.path());
            case SoftFileLease l -> Locks.identity(l.path());
            case StrictSoftFileLock l -> Locks.identity(l.path());
            case ReadWriteLock.Read l -> Locks.identity(l.path());
            case ReadWriteLock.Write l -> Locks.identity(l.path());
            case SoftReadWriteLock.Read l -> Locks.identity(l.lock().path());
            case SoftReadWriteLock.Write l -> Locks.identity(l.lock().path());
            case BoundedSemaphore s -> Locks.identity(s.slotPath(0));
            default -> "other " + this;
        };
    }

    /**
     * Acquires the lock as {@link #waiting()} says: waits until the lock is acquired, the timeout ends, or the thread is
     * interrupted. A virtual thread that waits is parked and blocks no carrier. Waiters of one JVM come in the order of their
     * arrival, but for a bounded number of newcomers who find the lock free; between processes the order is the kernel's.
     *
     * @return the handle
     * @throws AlreadyLockedException if the timeout is zero and it was locked
     * @throws LockTimeoutException if it was still locked at the deadline
     * @throws LockInterruptedException if the thread was interrupted before or while it waited; its status is set again
     * @throws LockDeadlockException if this thread holds it in a way that could only be waited for by itself; only kinds that
     *     belong to a thread know
     * @throws LockUnsupportedException if there is no such lock on that file system
     * @throws LockException if a call failed
     */
    H acquire() throws LockException;

    /**
     * Acquires the lock as {@link #acquire()} does, and reports about once a second that it is still waiting. The reports
     * come on a thread of the library's, one at a time; one may still be under way when this returns. What the receiver
     * throws ends the reports and not the wait.
     *
     * @param stillWaiting receives the reports; none comes in the first second
     * @return the handle
     * @throws LockException as there
     */
    default H acquire(Consumer<? super WaitReport> stillWaiting) throws LockException {
        Objects.requireNonNull(stillWaiting, "stillWaiting");
        Consumer<Duration> report = waited -> stillWaiting.accept(new WaitReport(this, waited, holders()));
        try (Reporter _ = Reporter.start(report, Ticker.SYSTEM)) {
            return acquire();
        }
    }

    /**
     * Lists who seems to hold the lock, as {@link Portalocker#holders} does.
     *
     * @return the holders, empty where that is not known
     */
    default List<LockHolder> holders() {
        return List.of();
    }

    /**
     * Acquires the lock within a time; contention is an answer, not an exception.
     *
     * @param timeout how long to wait; zero is exactly one attempt, {@link Waiting#FOREVER} never gives up
     * @return the handle, or empty if the lock was still held by somebody else at the deadline
     * @throws IllegalArgumentException if the timeout is negative
     * @throws LockInterruptedException if the thread was interrupted; its status is set again
     * @throws LockException if a call failed
     */
    Optional<H> tryAcquire(Duration timeout) throws LockException;

    /**
     * Makes one attempt, as {@link #tryAcquire(Duration)} with zero does.
     *
     * @return the handle, or empty if the lock is held by somebody else
     * @throws LockException if a call failed
     */
    default Optional<H> tryAcquire() throws LockException {
        return tryAcquire(Duration.ZERO);
    }

    /**
     * Acquires the lock as {@link #acquire()} does, on a thread of the library's. Completing the future in any other way, by
     * cancelling it or by {@code orTimeout} say, withdraws the waiter; if the lock is won in the same moment, it is released.
     * The exceptions of {@code acquire} complete the future.
     *
     * @return the future handle
     */
    default CompletableFuture<H> acquireAsync() {
        return AsyncAcquire.start(this);
    }

    /**
     * Views the lock as one of {@code java.util.concurrent}. The view is a mutual exclusion lock for threads: it remembers
     * the thread that locked it, and only that thread may unlock it. It throws {@link java.io.UncheckedIOException} around
     * a {@link LockException}, has no conditions, and {@code lock()} waits as {@link #waiting()} says. A thread that has
     * locked a view of a kind that is not re-entrant, and would wait for itself for ever, is told by a
     * {@link LockDeadlockException}.
     *
     * @return a new view, which holds nothing
     */
    default java.util.concurrent.locks.Lock asLock() {
        return new LockView<>(this);
    }
}
