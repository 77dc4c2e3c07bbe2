package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lock of a file: gate, kernel, and the check that the file locked is the one at the path.
 *
 * <pre>
 *   open, fstat         the identity the gate is found by
 *   enter the gate      one thread of this JVM a file, or the sharers
 *   lock                never before the gate, so the kernel has one waiter a JVM
 *   lstat               another file at the path? let go, start again
 * </pre>
 *
 * <p>Where threads wait already, the gate is found by the path, and the file is opened when it is their turn, or taken
 * over from the holder before: a thousand waiters cost no more descriptors than one, and a lock that goes from thread to thread two
 * calls of the kernel's, not five.
 *
 * <p>Each step that fails undoes those before it, in the reverse order.
 *
 * @param path the file
 * @param opening how it is opened
 * @param locker what locks it
 * @param shared whether others may share it
 * @param engine time and waiting
 */
record FileAcquisition(Path path, Opening opening, Locker locker, boolean shared, Engine engine) {

    /** How often a file may be replaced under us before even a caller who does not wait is told that it is locked. */
    static final int MOST_REPLACEMENTS = 16;

    FileAcquisition(Path path, OpenMode mode, Locker locker, boolean shared) {
        this(path, mode, locker, shared, Engine.SYSTEM);
    }

    FileAcquisition(Path path, OpenMode mode, Locker locker, boolean shared, Engine engine) {
        this(path, PlainOpening.of(mode), locker, shared, engine);
    }

    FileHold acquire(Waiting waiting) throws LockException {
        Waiting effective = waiting.failWhenLocked() ? waiting.withTimeout(Duration.ZERO) : waiting;
        Deadline deadline = engine.deadline(effective);
        FileHold hold = take(deadline, effective);
        if (hold == null) {
            throw Contention.of(path, locker.name(), waiting, deadline);
        }
        return hold;
    }

    Optional<FileHold> tryAcquire(Waiting waiting) throws LockException {
        return Optional.ofNullable(take(engine.deadline(waiting), waiting));
    }

    /** Answers null when somebody else holds the lock at the deadline. */
    private @Nullable FileHold take(Deadline deadline, Waiting waiting) throws LockException {
        try {
            for (int replaced = 0; replaced < MOST_REPLACEMENTS || !deadline.hasPassed(); replaced++) {
                FileHold hold = approach(deadline, replaced == 0);
                Outcome outcome = Outcome.FAILED;
                try {
                    outcome = lockThroughGate(hold, deadline, waiting);
                } finally {
                    if (outcome != Outcome.HELD) {
                        hold.discard();
                    }
                }
                switch (outcome) {
                    case HELD -> {
                        return hold;
                    }
                    case CONTENDED, FAILED -> {
                        return null;
                    }
                    case REPLACED -> {}
                }
            }
            return null;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Opens the file for {@link #tryOpened}; discarded by the caller unless that holds it. */
    FileHold open() throws LockException {
        try {
            return opened(atOnce());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Makes one attempt with a file that was opened before, and stays open whatever comes of it. */
    Outcome tryOpened(FileHold hold) throws LockException {
        try {
            return lockThroughGate(hold, atOnce(), Waiting.DEFAULT);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Deadline atOnce() {
        return Deadline.after(Duration.ZERO, engine.ticker());
    }

    private LockInterruptedException interrupted() {
        Thread.currentThread().interrupt();
        return new LockInterruptedException("interrupted while waiting for '" + path + "'");
    }

    /** Finds the gate: by the path if threads wait there, whose file is the right one unless it has just been replaced. */
    private FileHold approach(Deadline deadline, boolean byPath) throws LockException, InterruptedException {
        Gates gates = engine.gates();
        Gate crowded = byPath ? gates.referenceCrowded(path) : null;
        if (crowded != null) {
            return new FileHold(null, locker, shared, gates, crowded);
        }
        return opened(deadline);
    }

    private FileHold opened(Deadline deadline) throws LockException, InterruptedException {
        LockableFile file = opening.open(path, deadline);
        Gates gates = engine.gates();
        return new FileHold(file, locker, shared, gates, gates.reference(file.device(), file.inode()));
    }

    /** What came of an attempt. */
    enum Outcome {
        /** The lock is held. */
        HELD,
        /** Somebody else holds it. */
        CONTENDED,
        /** It was to be had, but another file is at the path by now. */
        REPLACED,
        /** An exception says more. */
        FAILED
    }

    private Outcome lockThroughGate(FileHold hold, Deadline deadline, Waiting waiting)
            throws LockException, InterruptedException {
        Gate gate = hold.gate();
        if (deadline.isForever() && gate.isOwnedByCurrentThread()) {
            throw new LockDeadlockException(
                    "this thread holds '" + path + "' through another handle and would wait for itself for ever");
        }
        if (!gate.tryEnter(shared)) {
            if (!hold.isOpened() && !hold.isAt(path)) {
                return Outcome.REPLACED;
            }
            if (hold.isOpened() && !deadline.isImmediate()) {
                engine.gates().announceCrowd(gate, path);
            }
            if (!gate.enter(shared, deadline)) {
                return Outcome.CONTENDED;
            }
        }
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = lockInside(hold, deadline, waiting);
            return outcome;
        } finally {
            if (outcome != Outcome.HELD) {
                gate.leave(shared);
            }
        }
    }

    private Outcome lockInside(FileHold hold, Deadline deadline, Waiting waiting)
            throws LockException, InterruptedException {
        if (!hold.isOpened() && !hold.open(path, opening, deadline)) {
            return Outcome.REPLACED;
        }
        hold.begin();
        boolean locked = false;
        Outcome outcome = Outcome.FAILED;
        try {
            locked = lock(hold, deadline, waiting);
            if (!locked) {
                outcome = Outcome.CONTENDED;
            } else if (!hold.file().isAtPath()) {
                outcome = Outcome.REPLACED;
            } else {
                opening.start(hold.file(), shared);
                outcome = Outcome.HELD;
            }
            return outcome;
        } catch (IOException e) {
            throw Failures.locking(path.toString(), locker.name(), "lock", e);
        } finally {
            if (outcome != Outcome.HELD) {
                // Closing frees the lock too, unless a locker of the user's does it some other way.
                hold.end(locked);
            }
        }
    }

    private boolean lock(FileHold hold, Deadline deadline, Waiting waiting) throws IOException, InterruptedException {
        LockableFile file = hold.file();
        if (!shared) {
            return engine.lock(file, locker, false, deadline, waiting.checkInterval());
        }
        return locker.tryLock(file, true)
                || hold.gate()
                        .inTurn(deadline, () -> engine.lock(file, locker, true, deadline, waiting.checkInterval()));
    }
}
