package io.portalocker;

import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.marker.LeaseTerms;
import io.portalocker.internal.snapshot.HolderRecord;
import io.portalocker.internal.snapshot.LogEngine;
import io.portalocker.internal.snapshot.LogHold;
import io.portalocker.internal.snapshot.LogKind;
import io.portalocker.internal.snapshot.Member;
import io.portalocker.internal.snapshot.Terms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock that many may hold for reading or one for writing, made of plain files: it works between machines that share a
 * directory, network file systems above all, where {@link ReadWriteLock} does not. It excludes Python's
 * {@code filelock.SoftReadWriteLock}, version 3.33 and later.
 *
 * <p>The lock is a directory beside the path, called as the path with {@code .rw} behind it; at the path itself there is
 * nothing. In it each change to the lock, be it that one comes or goes, is a new file with the next number, which one
 * contender gets because a hard link never replaces a name. The file system must have hard links; a change also waits for
 * the disk ({@code fsync}), so this kind is for locks that are held for seconds rather than taken a thousand times a second.
 * The directories and files are for their owner only, so all who use one lock must be one user.
 *
 * <p>A writer who waits keeps new readers out, so readers who keep coming cannot starve it; who reads already, stays. A
 * contender that waits looks again after at most the {@linkplain Waiting#checkInterval() check interval}, or the heartbeat
 * if that is shorter.
 *
 * <p><b>Signs of life.</b> Every holder, and every waiting writer, gives a sign of life at each heartbeat. Others who have
 * seen none for the duration put it out, at the longer of their own duration and of the one the holder asks for, so
 * those who use one lock need not agree. They measure that on their own monotonic clocks by what they themselves have seen;
 * no two machines' clocks are compared. A process that is killed is put out in the same way, and no sooner: that its pid is
 * gone proves nothing between machines. A holder that is stopped for longer than the duration goes on afterwards, as others
 * do who got in meanwhile: see {@link Held#lost()}, {@link Held#ensureHeld()} before each step, and
 * {@link FencedHold#fencingToken()}. What is still held when the JVM exits is released.
 *
 * <p>What is found in the directory and cannot be understood is a {@link LockMismatchException}, and nobody gets in: a
 * damaged record, a directory that is a link, or in {@code /tmp} one that belongs to another user. Remove the directory
 * when nobody uses the lock; who holds it at that time loses it.
 *
 * <p>Missing directories are made. The lock is not re-entrant: each handle stands for itself, and a thread that holds it for
 * writing waits for itself, until its deadline.
 *
 * @param path the path; made absolute
 * @param duration without a sign of life for so long, a holder may be put out
 * @param heartbeat the time between two signs of life, shorter than the duration
 * @param waiting how both sides wait; by default for ever, as filelock does
 */
public record SoftReadWriteLock(Path path, Duration duration, Duration heartbeat, Waiting waiting) {

    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(30);

    /** As filelock has it for this lock. */
    private static final Waiting PATIENT = new Waiting(Waiting.FOREVER, Duration.ofMillis(250));

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the path is empty, a root, or not of the default file system, the duration is not
     *     positive or longer than a hundred years, or the heartbeat is not positive or not shorter than the duration
     */
    public SoftReadWriteLock {
        path = LockPath.checkFile(path);
        Objects.requireNonNull(waiting, "waiting");
        LeaseTerms.check(duration, heartbeat);
    }

    /**
     * Describes a lock with filelock's defaults: a heartbeat every 30 s, a duration of 90 s, a look every 250 ms; waits for
     * ever.
     *
     * @param path the path, of the default file system
     * @return the lock
     * @throws IllegalArgumentException if the path is empty, a root, or of another file system
     */
    public static SoftReadWriteLock of(Path path) {
        return new SoftReadWriteLock(
                path, DEFAULT_HEARTBEAT.multipliedBy(LeaseTerms.BEATS), DEFAULT_HEARTBEAT, PATIENT);
    }

    /**
     * Copies with another duration, and a heartbeat of a third of it.
     *
     * @param duration positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive, or too long
     */
    public SoftReadWriteLock withDuration(Duration duration) {
        return new SoftReadWriteLock(path, duration, duration.dividedBy(LeaseTerms.BEATS), waiting);
    }

    /**
     * Copies with another heartbeat.
     *
     * @param heartbeat positive and shorter than the duration
     * @return the copy
     * @throws IllegalArgumentException if it is not
     */
    public SoftReadWriteLock withHeartbeat(Duration heartbeat) {
        return new SoftReadWriteLock(path, duration, heartbeat, waiting);
    }

    /**
     * Copies with another waiting policy.
     *
     * @param waiting the policy of both sides
     * @return the copy
     */
    public SoftReadWriteLock withWaiting(Waiting waiting) {
        return new SoftReadWriteLock(path, duration, heartbeat, waiting);
    }

    /**
     * Copies with another timeout.
     *
     * @param timeout zero is one attempt, {@link Waiting#FOREVER} never gives up
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public SoftReadWriteLock withTimeout(Duration timeout) {
        return withWaiting(waiting.withTimeout(timeout));
    }

    /**
     * Copies with another check interval.
     *
     * @param checkInterval the longest pause between attempts, positive
     * @return the copy
     * @throws IllegalArgumentException if it is not positive
     */
    public SoftReadWriteLock withCheckInterval(Duration checkInterval) {
        return withWaiting(waiting.withCheckInterval(checkInterval));
    }

    /**
     * Copies with another answer to contention; see {@link Waiting#withFailWhenLocked}.
     *
     * @param failWhenLocked whether both sides fail at once
     * @return the copy
     */
    public SoftReadWriteLock withFailWhenLocked(boolean failWhenLocked) {
        return withWaiting(waiting.withFailWhenLocked(failWhenLocked));
    }

    /** {@return the side of the readers} */
    public Read read() {
        return new Read(this);
    }

    /** {@return the side of the writers} */
    public Write write() {
        return new Write(this);
    }

    /**
     * Views both sides as those of one lock of {@code java.util.concurrent}, each as {@link LockBase#asLock()} does.
     *
     * @return a new view, which holds nothing
     */
    public java.util.concurrent.locks.ReadWriteLock asReadWriteLock() {
        return ReadWriteLock.view(read(), write());
    }

    /**
     * Reads who is said to hold it, on whatever machine; a writer that waits for readers to leave is among them.
     *
     * @return the members of the lock, empty if there are none or that cannot be told at this moment
     * @throws LockException if the directory cannot be read, or is none
     */
    public List<MarkerOwner> owners() throws LockException {
        return members().stream().map(SoftReadWriteLock::owner).toList();
    }

    private static MarkerOwner owner(Member member) {
        HolderRecord record = member.record();
        return new MarkerOwner(
                record.host(),
                record.pid(),
                Optional.empty(),
                Optional.of(record.token()),
                Optional.of(record.duration()));
    }

    private List<Member> members() throws LockException {
        try {
            return Member.of(path, LogEngine.system());
        } catch (IOException e) {
            throw Failures.locking(path.toString(), LogHold.MECHANISM, "examine", e);
        }
    }

    /** Who is on this machine, where a pid means something. */
    List<LockHolder> holders() {
        try {
            String here = LogEngine.system().host();
            return members().stream()
                    .filter(member -> member.record().host().equals(here))
                    .map(member -> Holders.describe(member.record().pid(), member.shared()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** After "is locked by". */
    String described() {
        try {
            List<String> words = owners().stream().map(MarkerOwner::toString).toList();
            return words.isEmpty() ? "an unknown holder" : String.join("; ", words);
        } catch (LockException e) {
            return "an unknown holder";
        }
    }

    private LogKind kind(boolean shared) {
        return new LogKind(
                path, shared, Terms.of(duration, heartbeat), Acquiring.interval(waiting), LogEngine.system());
    }

    private static FencedHold acquire(LockBase<?, ?> side, LogKind kind) throws LockException {
        return FencedHold.of(Acquiring.acquire(side, kind));
    }

    private static Optional<FencedHold> tryAcquire(LockBase<?, ?> side, LogKind kind, Duration timeout)
            throws LockException {
        LogHold hold = Acquiring.tryAcquire(side, kind, timeout);
        return hold == null ? Optional.empty() : Optional.of(FencedHold.of(hold));
    }

    /**
     * The side of the readers.
     *
     * @param lock the lock
     */
    public record Read(SoftReadWriteLock lock) implements LockBase<Read, FencedHold> {

        /** Refuses nulls. */
        public Read {
            Objects.requireNonNull(lock, "lock");
        }

        @Override
        public Waiting waiting() {
            return lock.waiting;
        }

        @Override
        public Read withWaiting(Waiting waiting) {
            return new Read(lock.withWaiting(waiting));
        }

        /**
         * Acquires as {@link LockBase#acquire()} says.
         *
         * @throws LockMismatchException if what is found in the lock's directory cannot be understood
         * @throws LockUnsupportedException if the file system has no hard links
         */
        @Override
        public FencedHold acquire() throws LockException {
            return SoftReadWriteLock.acquire(this, lock.kind(true));
        }

        @Override
        public Optional<FencedHold> tryAcquire(Duration timeout) throws LockException {
            return SoftReadWriteLock.tryAcquire(this, lock.kind(true), timeout);
        }

        @Override
        public List<LockHolder> holders() {
            return lock.holders();
        }
    }

    /**
     * The side of the writers.
     *
     * @param lock the lock
     */
    public record Write(SoftReadWriteLock lock) implements LockBase<Write, FencedHold> {

        /** Refuses nulls. */
        public Write {
            Objects.requireNonNull(lock, "lock");
        }

        @Override
        public Waiting waiting() {
            return lock.waiting;
        }

        @Override
        public Write withWaiting(Waiting waiting) {
            return new Write(lock.withWaiting(waiting));
        }

        /**
         * Acquires as {@link LockBase#acquire()} says.
         *
         * @throws LockMismatchException if what is found in the lock's directory cannot be understood
         * @throws LockUnsupportedException if the file system has no hard links
         */
        @Override
        public FencedHold acquire() throws LockException {
            return SoftReadWriteLock.acquire(this, lock.kind(false));
        }

        @Override
        public Optional<FencedHold> tryAcquire(Duration timeout) throws LockException {
            return SoftReadWriteLock.tryAcquire(this, lock.kind(false), timeout);
        }

        @Override
        public List<LockHolder> holders() {
            return lock.holders();
        }
    }
}
