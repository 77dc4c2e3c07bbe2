package io.portalocker;

import io.portalocker.internal.Gate;
import io.portalocker.internal.Gates;
import java.io.IOException;

/**
 * A held file lock: the open file, what locked it, and the stay in the gate. Every kind of handle on a file has one, and
 * adds what happens before it is freed.
 */
final class FileHold implements Stay {

    private final LockableFile file;
    private final Locker locker;
    private final boolean shared;
    private final Gate gate;
    private final Gates gates;

    /** Written under this object's monitor; read without it by {@link #isHeld()}. */
    private volatile boolean held = true;

    /** Refers to the gate of the file, and is not held before it has been entered and the file locked. */
    FileHold(LockableFile file, Locker locker, boolean shared, Gates gates) {
        this.file = file;
        this.locker = locker;
        this.shared = shared;
        this.gates = gates;
        gate = gates.reference(file.device(), file.inode());
    }

    Gate gate() {
        return gate;
    }

    /** Gives up what never came to be held. */
    void discard() throws LockException {
        held = false;
        try {
            file.close();
        } finally {
            gates.dereference(gate);
        }
    }

    @Override
    public LockableFile file() {
        return file;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public void ensureHeld() throws LockException {
        if (!held) {
            throw new LockLostException("the lock of '" + file.name() + "' was released");
        }
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
            file.close();
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

    /** Does the last work of one of several who have this lock, and keeps the lock. */
    void complete(Last last) throws LockException {
        try {
            last.run();
        } catch (IOException e) {
            throw Failures.locking(file.name(), locker.name(), "complete", e);
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

    private static LockException merge(@org.jspecify.annotations.Nullable LockException first, LockException second) {
        if (first == null) {
            return second;
        }
        first.addSuppressed(second);
        return first;
    }
}
