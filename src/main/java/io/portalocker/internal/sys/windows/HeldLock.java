package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.SysException;

/** The one lock of a handle, as {@code flock} knows it: locking again converts. */
final class HeldLock {

    private enum Kind {
        NONE,
        SHARED,
        EXCLUSIVE
    }

    /** Guarded by this. */
    private Kind kind = Kind.NONE;

    /** The calls for one handle, which know no conversion. */
    interface Calls {
        boolean tryLock(boolean shared) throws SysException;

        void unlock() throws SysException;
    }

    /**
     * Locks or converts. Answers false if another handle is in the way; what was held before is held still, unless
     * another came in between.
     */
    synchronized boolean tryLock(boolean shared, Calls calls) throws SysException {
        Kind wanted = shared ? Kind.SHARED : Kind.EXCLUSIVE;
        if (kind == wanted) {
            return true;
        }
        return switch (kind) {
            case NONE -> take(wanted, calls);
            case EXCLUSIVE -> share(calls);
            case SHARED -> upgrade(calls);
        };
    }

    /** Its own shared lock would be in the way. */
    private boolean upgrade(Calls calls) throws SysException {
        drop(calls);
        if (take(Kind.EXCLUSIVE, calls)) {
            return true;
        }
        take(Kind.SHARED, calls);
        return false;
    }

    private boolean take(Kind wanted, Calls calls) throws SysException {
        if (!calls.tryLock(wanted == Kind.SHARED)) {
            return false;
        }
        kind = wanted;
        return true;
    }

    /** A handle may share what it has itself, and of the two locks the first unlock frees the exclusive one: no gap. */
    private boolean share(Calls calls) throws SysException {
        boolean beside = calls.tryLock(true);
        calls.unlock();
        kind = beside ? Kind.SHARED : Kind.NONE;
        return beside || take(Kind.SHARED, calls);
    }

    /** Frees what is held, if anything is. */
    synchronized void drop(Calls calls) throws SysException {
        if (kind != Kind.NONE) {
            calls.unlock();
            kind = Kind.NONE;
        }
    }

    /** A wait in the kernel has ended with the lock. */
    synchronized void taken(boolean shared) {
        kind = shared ? Kind.SHARED : Kind.EXCLUSIVE;
    }
}
