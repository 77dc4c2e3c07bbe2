package io.portalocker.internal.marker.strict;

import io.portalocker.internal.sys.FileStatus;
import org.jspecify.annotations.Nullable;

/** Since when a contender has seen something at a path that it does not know, on its own monotonic clock. */
public final class Sightings {

    private record Seen(FileStatus status, long since) {}

    /** Guarded by this. */
    private @Nullable Seen seen;

    /** Makes those of one wait. */
    public Sightings() {}

    synchronized long unchanged(FileStatus status, long now) {
        Seen before = seen;
        if (before != null && before.status.equals(status)) {
            return now - before.since;
        }
        seen = new Seen(status, now);
        return 0;
    }
}
