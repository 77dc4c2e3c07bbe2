package io.portalocker;

import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.range.RangeHold;
import io.portalocker.internal.range.RangeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock that many may hold for reading or one for writing, and its two sides. It excludes Python's
 * {@code filelock.ReadWriteLock}, whose file is a database of SQLite; this one takes the same locks on the same bytes and
 * needs no SQLite. The file is created empty, stays empty and is never written.
 *
 * <p>A writer who waits keeps new readers out, so readers who keep coming cannot starve it; who reads already, stays.
 *
 * <p>A thread that has acquired one side gets further handles for it at once, and the lock is free when the last is
 * released. It is refused the other side with {@link LockDeadlockException}: a read lock never becomes a write lock, since
 * two readers who both wanted that would wait for each other; a write lock becomes a read lock by
 * {@link WriteHold#downgrade()}.
 *
 * <p>A final symbolic link is refused, and a missing directory is an error. A file that may only be read can be
 * read-locked.
 *
 * @param path the file; made absolute
 * @param waiting how both sides wait; by default for ever, as filelock does
 */
public record ReadWriteLock(Path path, Waiting waiting) {

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if the path is empty or not of the default file system
     */
    public ReadWriteLock {
        path = LockPath.check(path);
        Objects.requireNonNull(waiting, "waiting");
    }

    /**
     * Describes a lock that waits for ever.
     *
     * @param path the file, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty or of another file system
     */
    public static ReadWriteLock of(Path path) {
        return new ReadWriteLock(path, Waiting.FILELOCK);
    }

    /**
     * Copies with another waiting policy.
     *
     * @param waiting the policy of both sides
     * @return the copy
     */
    public ReadWriteLock withWaiting(Waiting waiting) {
        return new ReadWriteLock(path, waiting);
    }

    /**
     * Copies with another timeout.
     *
     * @param timeout zero is one attempt, {@link Waiting#FOREVER} never gives up
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public ReadWriteLock withTimeout(Duration timeout) {
        return withWaiting(waiting.withTimeout(timeout));
    }

    /**
     * Copies with another check interval.
     *
     * @param checkInterval the longest pause between attempts, positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive
     */
    public ReadWriteLock withCheckInterval(Duration checkInterval) {
        return withWaiting(waiting.withCheckInterval(checkInterval));
    }

    /**
     * Copies with another answer to contention; see {@link Waiting#withFailWhenLocked}.
     *
     * @param failWhenLocked whether both sides fail at once
     * @return the copy
     */
    public ReadWriteLock withFailWhenLocked(boolean failWhenLocked) {
        return withWaiting(waiting.withFailWhenLocked(failWhenLocked));
    }

    /**
     * Views both sides as those of one lock of {@code java.util.concurrent}, each as {@link LockBase#asLock()} does.
     *
     * @return a new view, which holds nothing
     */
    public java.util.concurrent.locks.ReadWriteLock asReadWriteLock() {
        return view(read(), write());
    }

    static java.util.concurrent.locks.ReadWriteLock view(LockBase<?, ?> read, LockBase<?, ?> write) {
        java.util.concurrent.locks.Lock reading = read.asLock();
        java.util.concurrent.locks.Lock writing = write.asLock();
        return new java.util.concurrent.locks.ReadWriteLock() {
            @Override
            public java.util.concurrent.locks.Lock readLock() {
                return reading;
            }

            @Override
            public java.util.concurrent.locks.Lock writeLock() {
                return writing;
            }
        };
    }

    /** {@return the side of the readers} */
    public Read read() {
        return new Read(path, waiting);
    }

    /** {@return the side of the writers} */
    public Write write() {
        return new Write(path, waiting);
    }

    /**
     * The side of the readers.
     *
     * @param path the file; made absolute
     * @param waiting how {@link #acquire()} waits
     */
    public record Read(Path path, Waiting waiting) implements LockBase<Read, Held> {

        /**
         * Checks the path.
         *
         * @throws IllegalArgumentException if the path is empty or not of the default file system
         */
        public Read {
            path = LockPath.check(path);
            Objects.requireNonNull(waiting, "waiting");
        }

        @Override
        public Read withWaiting(Waiting waiting) {
            return new Read(path, waiting);
        }

        /**
         * Acquires as {@link LockBase#acquire()} says.
         *
         * @throws LockDeadlockException if this thread has acquired the write lock
         */
        @Override
        public Held acquire() throws LockException {
            return new Handle(Acquiring.acquire(this, kind()));
        }

        @Override
        public Optional<Held> tryAcquire(Duration timeout) throws LockException {
            Level<RangeHold> level = Acquiring.tryAcquire(this, kind(), timeout);
            return level == null ? Optional.empty() : Optional.of(new Handle(level));
        }

        @Override
        public List<LockHolder> holders() {
            return Holders.quietly(path);
        }

        private RangeKind kind() {
            return new RangeKind(path, true, Acquiring.interval(waiting));
        }
    }

    /**
     * The side of the writers.
     *
     * @param path the file; made absolute
     * @param waiting how {@link #acquire()} waits
     */
    public record Write(Path path, Waiting waiting) implements LockBase<Write, WriteHold> {

        /**
         * Checks the path.
         *
         * @throws IllegalArgumentException if the path is empty or not of the default file system
         */
        public Write {
            path = LockPath.check(path);
            Objects.requireNonNull(waiting, "waiting");
        }

        @Override
        public Write withWaiting(Waiting waiting) {
            return new Write(path, waiting);
        }

        /**
         * Acquires as {@link LockBase#acquire()} says.
         *
         * @throws LockDeadlockException if this thread has acquired the read lock
         */
        @Override
        public WriteHold acquire() throws LockException {
            return new WriteHold(Acquiring.acquire(this, kind()));
        }

        @Override
        public Optional<WriteHold> tryAcquire(Duration timeout) throws LockException {
            Level<RangeHold> level = Acquiring.tryAcquire(this, kind(), timeout);
            return level == null ? Optional.empty() : Optional.of(new WriteHold(level));
        }

        @Override
        public List<LockHolder> holders() {
            return Holders.quietly(path);
        }

        private RangeKind kind() {
            return new RangeKind(path, false, Acquiring.interval(waiting));
        }
    }
}
