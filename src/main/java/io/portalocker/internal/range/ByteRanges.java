package io.portalocker.internal.range;

import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;

/**
 * The locks that SQLite takes on a database, which are what Python's {@code filelock.ReadWriteLock} is made of. The bytes
 * are beyond the end of the file, and nothing is ever written.
 *
 * <pre>
 *   reader   shared PENDING, shared SHARED, free PENDING     no entry past a writer who waits
 *   writer   RESERVED, PENDING, SHARED, all exclusive        RESERVED keeps writers apart, PENDING keeps new
 *                                                            readers out, SHARED waits for the last reader
 * </pre>
 *
 * <p>SQLite's writers begin as readers, because they read. These do not, which no other side can tell.
 *
 * @param locks the system's calls
 * @param mechanism record locks: those of the description, of the process, or of a Windows handle
 * @param descriptor the open file
 */
public record ByteRanges(LockCalls locks, Mechanism mechanism, long descriptor) {

    private static final long PENDING = 0x40000000L;
    private static final long RESERVED = PENDING + 1;
    private static final long SHARED = PENDING + 2;
    private static final long SHARED_LENGTH = 510;

    /** How far a writer has come. */
    public enum Stage {
        /** Holds nothing. */
        NOTHING,
        /** The only writer that waits. */
        RESERVED,
        /** No reader enters any more. */
        PENDING,
        /** Alone. */
        ALONE
    }

    /**
     * Tries to enter as a reader. {@code first}: whether no other reader of this descriptor is inside. Answers false if
     * a writer is inside or waits.
     */
    public boolean tryRead(boolean first) throws SysException {
        if (!locks.tryLockRange(mechanism, descriptor, true, PENDING, 1)) {
            return false;
        }
        try {
            return !first || locks.tryLockRange(mechanism, descriptor, true, SHARED, SHARED_LENGTH);
        } finally {
            locks.unlockRange(mechanism, descriptor, PENDING, 1);
        }
    }

    /** Leaves as the last reader of this descriptor. Throws SysException if it may still be locked. */
    public void unlockRead() throws SysException {
        locks.unlockRange(mechanism, descriptor, SHARED, SHARED_LENGTH);
    }

    /** Goes as far as possible towards writing. Answers how far it has come now. */
    public Stage advance(Stage from) throws SysException {
        return switch (from) {
            case NOTHING -> isGained(RESERVED, 1) ? advance(Stage.RESERVED) : from;
            case RESERVED -> isGained(PENDING, 1) ? advance(Stage.PENDING) : from;
            case PENDING -> isGained(SHARED, SHARED_LENGTH) ? Stage.ALONE : from;
            case ALONE -> from;
        };
    }

    private boolean isGained(long start, long length) throws SysException {
        return locks.tryLockRange(mechanism, descriptor, false, start, length);
    }

    /** Goes all the way back. Throws SysException if something may still be locked. */
    public void retreat(Stage from) throws SysException {
        if (from == Stage.ALONE) {
            locks.unlockRange(mechanism, descriptor, SHARED, SHARED_LENGTH);
        }
        retreatFromWaiting(from);
    }

    private void retreatFromWaiting(Stage from) throws SysException {
        if (from.compareTo(Stage.PENDING) >= 0) {
            locks.unlockRange(mechanism, descriptor, PENDING, 1);
        }
        if (from.compareTo(Stage.RESERVED) >= 0) {
            locks.unlockRange(mechanism, descriptor, RESERVED, 1);
        }
    }

    /**
     * Turns the writer into a reader, with no other writer in between. Throws SysException if it may still be locked as
     * it was.
     */
    public void downgrade() throws SysException {
        if (!locks.tryLockRange(mechanism, descriptor, true, SHARED, SHARED_LENGTH)) {
            throw new AssertionError("a lock of our own was in the way");
        }
        if (mechanism == Mechanism.LOCK_FILE_EX) {
            // Windows does not convert: it holds both now, and the first unlock frees the exclusive one.
            locks.unlockRange(mechanism, descriptor, SHARED, SHARED_LENGTH);
        }
        retreatFromWaiting(Stage.PENDING);
    }
}
