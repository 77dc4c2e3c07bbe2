package io.portalocker;

import io.portalocker.internal.Deadline;
import io.portalocker.internal.Gate;
import java.io.IOException;
import java.nio.file.Path;
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
    private static final int MOST_REPLACEMENTS = 16;

    FileAcquisition(Path path, OpenMode mode, Locker locker, boolean shared) {
        this(path, mode, locker, shared, Engine.SYSTEM);
    }

    FileAcquisition(Path path, OpenMode mode, Locker locker, boolean shared, Engine engine) {
        this(path, deadline -> LockableFile.open(path, mode), locker, shared, engine);
    }

    FileHold acquire(Waiting waiting) throws LockException {
        Waiting effective = waiting.failWhenLocked() ? waiting.withTimeout(java.time.Duration.ZERO) : waiting;
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
                LockableFile file = opening.open(deadline);
                Outcome outcome = Outcome.FAILED;
                Gate gate = engine.gates().reference(file.device(), file.inode());
                file.closeThrough(gate);
                try {
                    outcome = lockThrough(gate, file, deadline, waiting);
                    if (outcome == Outcome.HELD) {
                        return new FileHold(file, locker, shared, gate, engine.gates());
                    }
                } finally {
                    if (outcome != Outcome.HELD) {
                        abandon(file, gate);
                    }
                }
                if (outcome == Outcome.CONTENDED) {
                    return null;
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for '" + path + "'");
        }
    }

    private void abandon(LockableFile file, Gate gate) throws LockException {
        try {
            file.close();
        } finally {
            engine.gates().dereference(gate);
        }
    }

    private enum Outcome {
        HELD,
        CONTENDED,
        REPLACED,
        FAILED
    }

    private Outcome lockThrough(Gate gate, LockableFile file, Deadline deadline, Waiting waiting)
            throws LockException, InterruptedException {
        if (deadline.isForever() && gate.isOwnedByCurrentThread()) {
            throw new LockDeadlockException(
                    "this thread holds '" + path + "' through another handle" + " and would wait for itself for ever");
        }
        if (!gate.enter(shared, deadline)) {
            return Outcome.CONTENDED;
        }
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = lockInside(gate, file, deadline, waiting);
            return outcome;
        } finally {
            if (outcome != Outcome.HELD) {
                gate.leave(shared);
            }
        }
    }

    private Outcome lockInside(Gate gate, LockableFile file, Deadline deadline, Waiting waiting)
            throws LockException, InterruptedException {
        FileHold hold = new FileHold(file, locker, shared, gate, engine.gates());
        hold.begin();
        boolean locked = false;
        Outcome outcome = Outcome.FAILED;
        try {
            locked = engine.lock(file, locker, shared, deadline, waiting.checkInterval());
            if (!locked) {
                outcome = Outcome.CONTENDED;
            } else if (!file.isAtPath()) {
                outcome = Outcome.REPLACED;
            } else {
                opening.start(file, shared);
                outcome = Outcome.HELD;
            }
            return outcome;
        } catch (LockException e) {
            throw e;
        } catch (IOException e) {
            throw Failures.locking(path.toString(), locker.name(), "lock", e);
        } finally {
            if (outcome != Outcome.HELD) {
                // Closing frees the lock too, unless a locker of the user's does it some other way.
                hold.end(locked);
            }
        }
    }
}
