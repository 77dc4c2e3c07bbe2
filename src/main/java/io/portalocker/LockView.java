package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisSemaphore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A lock as {@code java.util.concurrent} sees it: owned by a thread. What a re-entrant lock hands out at each level is
 * kept in the order of acquisition.
 */
final class LockView<H extends Held> implements java.util.concurrent.locks.Lock {

    private final LockBase<?, H> lock;

    /** The innermost acquisition of each thread that holds the lock: several may, where it is shared. */
    private final ConcurrentMap<Thread, Level<H>> innermost = new ConcurrentHashMap<>();

    /**
     * One acquisition.
     *
     * @param held its handle
     * @param outer the acquisition of the same thread around it, or null
     */
    private record Level<H>(H held, @Nullable Level<H> outer) {}

    LockView(LockBase<?, H> lock) {
        this.lock = lock;
    }

    /** Waits as the description says; an interrupt, which this method must not answer, is kept for later. */
    @Override
    public void lock() {
        boolean interrupted = Thread.interrupted();
        Deadline deadline = Deadline.after(lock.waiting().timeout(), Ticker.SYSTEM);
        LockBase<?, H> patient = lock;
        try {
            while (true) {
                try {
                    enter(acquire(patient));
                    return;
                } catch (LockInterruptedException e) {
                    interrupted |= Thread.interrupted();
                    // The patience is one, however often it is interrupted.
                    patient = lock.withTimeout(deadline.rest());
                } catch (LockException e) {
                    throw new UncheckedIOException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        throwIfInterrupted();
        try {
            enter(acquire(lock));
        } catch (LockException e) {
            throw translated(e);
        }
    }

    /** Only this thread may unlock what it has locked, so waiting for itself would never end. */
    private H acquire(LockBase<?, H> patient) throws LockException {
        if (innermost.containsKey(Thread.currentThread())
                && isExclusive()
                && Deadline.after(patient.waiting().timeout(), Ticker.SYSTEM).isForever()) {
            throw new LockDeadlockException(
                    "this thread has locked this view of " + lock + " and would wait for itself for ever");
        }
        return patient.acquire();
    }

    /** Whether a second acquisition by the same thread waits for the first. */
    private boolean isExclusive() {
        return switch (lock) {
            case Lock plain -> !plain.shared();
            case TemporaryFileLock t -> true;
            case PidFileLock p -> true;
            case SoftFileLock s -> true;
            case SoftFileLease s -> true;
            case StrictSoftFileLock s -> true;
            case SoftReadWriteLock.Write w -> true;
            case BoundedSemaphore semaphore -> semaphore.maximum() == 1;
            case RedisLock redis -> !redis.shared();
            case RedisSemaphore redis -> redis.maximum() == 1;
            case RedisLease lease -> true;
            default -> false;
        };
    }

    @Override
    public boolean tryLock() {
        try {
            return entered(lock.tryAcquire());
        } catch (LockException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        throwIfInterrupted();
        try {
            return entered(lock.tryAcquire(Duration.ofNanos(Math.max(0, unit.toNanos(time)))));
        } catch (LockException e) {
            throw translated(e);
        }
    }

    @Override
    public void unlock() {
        Thread thread = Thread.currentThread();
        Level<H> level = innermost.get(thread);
        if (level == null) {
            throw new IllegalMonitorStateException("this thread does not hold " + lock);
        }
        try {
            level.held().release();
        } catch (LockException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!level.held().isHeld()) {
                innermost.compute(thread, (t, l) -> level.outer());
            }
        }
    }

    /** Not supported: no other process could signal one. */
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException("a lock between processes has no conditions");
    }

    private boolean entered(Optional<H> held) {
        held.ifPresent(this::enter);
        return held.isPresent();
    }

    private void enter(H held) {
        innermost.compute(Thread.currentThread(), (thread, outer) -> new Level<>(held, outer));
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Gives an interrupt the form this interface prescribes. */
    private static UncheckedIOException translated(LockException failure) throws InterruptedException {
        if (failure instanceof LockInterruptedException && Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException(failure.getMessage());
            interrupted.initCause(failure);
            throw interrupted;
        }
        return new UncheckedIOException(failure);
    }
}
