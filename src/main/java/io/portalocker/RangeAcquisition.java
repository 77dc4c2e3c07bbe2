package io.portalocker;

import io.portalocker.internal.range.ByteRanges.Stage;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.WaitMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the read or the write lock of a file: gate, byte ranges, and the check that the file is the one at the path.
 *
 * @param path the file
 * @param shared whether to read
 * @param files the open files of this JVM
 * @param engine time and waiting
 */
record RangeAcquisition(Path path, boolean shared, RangeFiles files, Engine engine) {

    /** The longest pause between two looks. */
    private static final long LONGEST_PAUSE = Duration.ofMillis(8).toNanos();

    /** How often the file may be replaced under us before even a caller who does not wait is told that it is locked. */
    private static final int MOST_REPLACEMENTS = 16;

    RangeAcquisition(Path path, boolean shared) {
        this(path, shared, RangeFiles.OF_JVM, Engine.SYSTEM);
    }

    RangeStay acquire(Waiting waiting) throws LockException {
        Waiting effective = waiting.failWhenLocked() ? waiting.withTimeout(Duration.ZERO) : waiting;
        Deadline deadline = engine.deadline(effective);
        RangeStay stay = take(deadline, effective);
        if (stay == null) {
            throw Contention.of(path, shared ? "read" : "write", waiting, deadline);
        }
        return stay;
    }

    Optional<RangeStay> tryAcquire(Waiting waiting) throws LockException {
        return Optional.ofNullable(take(engine.deadline(waiting), waiting));
    }

    /** Answers null when somebody else holds the lock at the deadline. */
    private @Nullable RangeStay take(Deadline deadline, Waiting waiting) throws LockException {
        try {
            for (int replaced = 0; replaced < MOST_REPLACEMENTS || !deadline.hasPassed(); replaced++) {
                RangeFile file = files.reference(path);
                boolean kept = false;
                try {
                    RangeStay joined = join(file);
                    if (joined != null) {
                        return joined;
                    }
                    if (!file.gate().enter(shared, deadline)) {
                        return null;
                    }
                    Outcome outcome = lockInside(file, deadline, waiting);
                    if (outcome == Outcome.CONTENDED) {
                        return null;
                    }
                    if (outcome == Outcome.HELD) {
                        kept = true;
                        return begin(file);
                    }
                } finally {
                    if (!kept) {
                        files.dereference(file);
                    }
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for '" + path + "'");
        }
    }

    /** A thread that is inside already gets another handle: at the gate it could wait for a writer who waits for it. */
    private @Nullable RangeStay join(RangeFile file) throws LockDeadlockException {
        RangeStay mine = file.stays().get(Thread.currentThread());
        return switch (mine == null ? RangeStay.Entry.OVER : mine.join(shared)) {
            case JOINED -> mine;
            case OVER -> null;
            case UPGRADE ->
                throw new LockDeadlockException("this thread has read-locked '" + path
                        + "', and a read lock cannot become a write lock: two readers who both wanted that would wait"
                        + " for each other; release it, then write-lock");
            case DOWNGRADE ->
                throw new LockDeadlockException("this thread has write-locked '" + path
                        + "'; to go on reading, use downgrade() of the handle it has");
        };
    }

    private RangeStay begin(RangeFile file) {
        RangeStay stay = new RangeStay(file, files, Thread.currentThread(), shared);
        file.stays().put(Thread.currentThread(), stay);
        return stay;
    }

    private enum Outcome {
        HELD,
        CONTENDED,
        REPLACED,
        FAILED
    }

    private Outcome lockInside(RangeFile file, Deadline deadline, Waiting waiting)
            throws LockException, InterruptedException {
        Outcome outcome = Outcome.FAILED;
        try {
            boolean locked = shared ? read(file, deadline, waiting) : write(file, deadline, waiting);
            outcome = locked ? Outcome.HELD : Outcome.CONTENDED;
            if (locked && !file.file().isAtPath()) {
                outcome = Outcome.REPLACED;
                unlock(file);
            }
            return outcome;
        } catch (IOException e) {
            throw Failures.locking(path.toString(), RangeStay.MECHANISM, "lock", e);
        } finally {
            if (outcome != Outcome.HELD) {
                file.gate().leave(shared);
            }
        }
    }

    private void unlock(RangeFile file) throws SysException {
        if (shared) {
            file.endRead();
        } else {
            file.retreat(Stage.ALONE);
        }
    }

    private boolean read(RangeFile file, Deadline deadline, Waiting waiting) throws IOException, InterruptedException {
        return await(file, file::tryRead, deadline, waiting);
    }

    /** What a writer has gained it keeps while it waits: that is what prefers it to readers who come later. */
    private boolean write(RangeFile file, Deadline deadline, Waiting waiting) throws IOException, InterruptedException {
        Writer writer = new Writer(file);
        try {
            return await(file, writer, deadline, waiting);
        } finally {
            if (writer.stage != Stage.ALONE) {
                file.retreat(writer.stage);
            }
        }
    }

    /** A writer on its way. */
    private static final class Writer implements LockWait.Attempt {
        private final RangeFile file;
        private Stage stage = Stage.NOTHING;

        Writer(RangeFile file) {
            this.file = file;
        }

        @Override
        public boolean make() throws SysException {
            stage = file.advance(stage);
            return stage == Stage.ALONE;
        }
    }

    /**
     * SQLite closes its file on release, which is news where there are events. This library does not while another of its
     * threads waits, so the pauses stay short.
     */
    private static boolean await(RangeFile file, LockWait.Attempt attempt, Deadline deadline, Waiting waiting)
            throws IOException, InterruptedException {
        if (attempt.make()) {
            return true;
        }
        if (deadline.hasPassed()) {
            return false;
        }
        long pause = Math.min(LONGEST_PAUSE, Deadline.saturatedNanos(waiting.checkInterval()));
        LockWait wait = LockWait.ofJvm();
        long descriptor = file.file().number();
        boolean isPolled = wait.plan().choose(file.mechanism(), descriptor) == WaitMethod.POLLING;
        if (isPolled || !wait.hasEvents()) {
            return wait.polling(attempt, deadline, pause);
        }
        return wait.withEvents(attempt, deadline, pause, descriptor);
    }
}
