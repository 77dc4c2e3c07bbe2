package io.portalocker;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a lease stopped being its holder's while it was held.
 *
 * @param path the marker
 * @param token names the claim that was lost
 * @param reason what was found
 * @param cause the failing call, where there was one
 */
public record LeaseCompromise(Path path, String token, Reason reason, Optional<LockException> cause) {

    /** What was found. */
    public enum Reason {
        /** The marker is gone: taken and released again, or removed by hand. */
        MARKER_MISSING,
        /** Somebody else's marker is in its place. */
        OWNER_CHANGED,
        /** It could not be refreshed, and others may take it before it can. */
        REFRESH_FAILED
    }

    /** Refuses nulls. */
    public LeaseCompromise {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cause, "cause");
    }
}
