package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.LateClose;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A held file lock: the open file, what locked it, and the stay in the gate. Every kind of handle on a file has one, and
 * adds what happens before it is freed.
 */
final class FileHold implements Stay {

    private final Locker locker;
    private final boolean shared;
    private final Gate gate;
    private final Gates gates;

    /** Null while its thread stands before a gate that it found without the file. Written before others have this. */
    private @Nullable LockableFile opened;

    /** Written under this object's monitor; read without it by {@link #isHeld()}. */
    private volatile boolean held = true;

    /**
     * Refers to the gate of the file, and is not held before it has been entered and the file locked.
     *
     * @param gate given back to the gates at the end
     */
    FileHold(@Nullable LockableFile opened, Locker locker, boolean shared, Gates gates, Gate gate) {
        this.opened = opened;
        this.locker = locker;
        this.shared = shared;
        this.gates = gates;
        this.gate = gate;
    }

    Gate gate() {
        return gate;
    }

    boolean isOpened() {
        return opened != null;
    }

    /** Whether a file opened, or about to be, at a path would be the one this gate stands before. */
    boolean isAt(Path path) throws LockException {
        return LockFiles.isAt(path, gate.device(), gate.inode());
    }

    /**
     * Takes the file that an earlier holder left, or opens it.
     *
     * @return false if it is not the file of the gate
     */
    boolean open(Path path, Opening opening, Deadline deadline) throws LockException, InterruptedException {
        Closeable leftBehind = shared ? null : gate.takeLeftBehind();
        if (leftBehind instanceof LockableFile file) {
            if (opening.suits(file.mode()) && file.wasOpenedAt(path)) {
                opened = file;
                return true;
            }
            LateClose.quietly(file);
        }
        LockableFile file = opening.open(path, deadline);
        opened = file;
        return gate.isOf(file.device(), file.inode());
    }

    /** Gives up what never came to be held. */
    void discard() throws LockException {
        held = false;
        try {
            if (opened != null) {
                opened.close();
            }
        } finally {
            gates.dereference(gate);
        }
    }

    @Override
    public LockableFile file() {
        return Objects.requireNonNull(opened);
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public void ensureHeld() throws LockException {
        if (!held) {
            throw new LockLostException("the lock of '" + file().name() + "' was released");
        }
        LockableFile file = file();
        if (!file.isOpen()) {
            throw new LockLostException("'" + file.name() + "' was closed, which freed its lock");
        }
        if (!file.isAtPath()) {
            throw new LockLostException("'" + file.name() + "' was deleted or replaced while it was locked");
        }
    }

    /**
     * Frees the lock: last work, unlock, close, leave the gate. What the last work throws is thrown once the lock is
     * free. If unlocking fails everything stays as it was. A second thread that releases waits for the first.
     */
    @Override
    public synchronized void release(Last last) throws LockException {
        if (!held) {
            return;
        }
        LockException failure = null;
        try {
            complete(last);
        } catch (LockException e) {
            failure = e;
        }
        end(true);
        held = false;
        try {
            if (!leaveBehind()) {
                file().close();
            }
        } catch (LockException e) {
            failure = merge(failure, e);
        } finally {
            gate.leave(shared);
            gates.dereference(gate);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Leaves the file to the next of this JVM who waits, if there is one: opening it is most of the work for a lock. */
    private boolean leaveBehind() {
        if (shared || isRecordLock() || !(locker instanceof BuiltinLocker) || !gate.wantsFile()) {
            return false;
        }
        LockableFile successor = file().successor();
        if (successor == null) {
            return false;
        }
        gate.leaveBehind(successor);
        return true;
    }

    /** Does the last work of one of several who have this lock, and keeps the lock. */
    void complete(Last last) throws LockException {
        try {
            last.run();
        } catch (IOException e) {
            throw Failures.locking(file().name(), locker.name(), "complete", e);
        }
    }

    /** To be called before the file is locked. */
    void begin() {
        if (isRecordLock()) {
            gate.beginRecordLock();
        }
    }

    /** Undoes {@link #begin()}, and frees the file if it is locked. */
    void end(boolean locked) throws LockException {
        LockableFile file = file();
        boolean mustUnlock = locked && file.isOpen();
        try {
            if (isRecordLock()) {
                gate.endRecordLock(mustUnlock ? () -> locker.unlock(file) : () -> {});
            } else if (mustUnlock) {
                locker.unlock(file);
            }
        } catch (IOException e) {
            throw Failures.locking(file.name(), locker.name(), "unlock", e);
        }
    }

    /** Whether the kernel has one lock for the whole process. */
    private boolean isRecordLock() {
        return locker.equals(Locker.LOCKF);
    }

    private static LockException merge(@Nullable LockException first, LockException second) {
        if (first == null) {
            return second;
        }
        first.addSuppressed(second);
        return first;
    }
}
