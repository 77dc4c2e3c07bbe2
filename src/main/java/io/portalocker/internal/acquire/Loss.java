package io.portalocker.internal.acquire;

import java.util.Optional;

/**
 * How a lock stopped being its holder's while it was held.
 *
 * @param reason what was found
 * @param message which lock, and what happened
 * @param cause the failing call, where there was one
 */
public record Loss(Reason reason, String message, Optional<Throwable> cause) {

    /** What was found. The API has the same constants, with their meanings. */
    public enum Reason {
        RELEASED,
        REPLACED,
        MISSING,
        TAKEN,
        OVERDUE,
        DISCONNECTED
    }
}
