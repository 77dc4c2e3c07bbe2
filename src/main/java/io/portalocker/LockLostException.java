package io.portalocker;

import java.io.Serial;

/** A lock that was held is held no longer, or protects no longer what it was taken for. */
public final class LockLostException extends LockException {

    @Serial
    private static final long serialVersionUID = 2;

    /** How it ended. */
    private final Reason reason;

    /** How a lock stopped being its holder's. */
    public enum Reason {
        /** The holder released the handle, or closed what the lock was held through. */
        RELEASED,
        /** The lock's file was deleted or replaced: others lock another file by now. */
        REPLACED,
        /** The marker, or the holder's record, is gone: taken and released again, or removed by hand. */
        MISSING,
        /** Somebody else's marker is in its place, or others have put the holder out. */
        TAKEN,
        /** No sign of life could be given in time, and others may take it. */
        OVERDUE,
        /** The connection that it lived on has ended, or the server answers no longer. */
        DISCONNECTED
    }

    /**
     * Reports a loss.
     *
     * @param reason how it ended
     * @param message which lock, and what happened
     */
    public LockLostException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Reports a loss with its cause.
     *
     * @param reason how it ended
     * @param message which lock, and what happened
     * @param cause the failure behind it
     */
    public LockLostException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return how it ended} */
    public Reason reason() {
        return reason;
    }
}
