package io.portalocker.internal.acquire;

import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one kind of lock gives to {@link Acquisition}: how one of its locks is approached. */
public interface Kind<H extends Hold> {

    /** What this thread holds already and may hold once more, or null: only kinds that are re-entrant have any. */
    default @Nullable H again() throws IOException {
        return null;
    }

    /**
     * Finds the gate, and leaves undone what can wait until the gate was passed. The answer holds nothing yet; it is
     * either made to hold or discarded. {@code round}: how often an earlier approach came to nothing, because the lock
     * was replaced meanwhile.
     */
    H approach(Deadline deadline, int round) throws IOException, InterruptedException;
}
