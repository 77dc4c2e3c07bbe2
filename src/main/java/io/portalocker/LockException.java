package io.portalocker;

import io.portalocker.internal.text.Visible;
import java.io.IOException;
import java.io.Serial;

/**
 * A lock could not be taken, kept or freed. The subclasses are the reasons, and there are no others: somebody else holds
 * it ({@link AlreadyLockedException}), the thread was interrupted ({@link LockInterruptedException}), waiting could never
 * end ({@link LockDeadlockException}), the lock was lost while held ({@link LockLostException}), processes disagree
 * about what the lock is ({@link LockMismatchException}), this kind of lock is not
 * to be had there ({@link LockUnsupportedException}), a call on the file failed ({@link LockIOException}).
 *
 * <p>Messages hold names of files and processes that others chose; control characters in them stand as {@code \\e} and the like.
 */
public abstract sealed class LockException extends IOException
        permits AlreadyLockedException,
                LockInterruptedException,
                LockDeadlockException,
                LockLostException,
                LockMismatchException,
                LockUnsupportedException,
                LockIOException {

    @Serial
    private static final long serialVersionUID = 1;

    LockException(String message) {
        super(Visible.of(message));
    }

    LockException(String message, Throwable cause) {
        super(Visible.of(message), cause);
    }
}
