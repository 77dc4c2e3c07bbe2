package io.portalocker.internal.marker.strict;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A strict lock.
 *
 * @param interval the longest pause between two attempts, nanoseconds
 */
public record StrictKind(Path path, long interval, MarkerEngine engine) implements Kind<StrictHold> {

    @Override
    public StrictHold approach(Deadline deadline, int round) throws IOException {
        try {
            return new StrictHold(this, MarkerEngine.name(path));
        } catch (IOException e) {
            throw Failure.of(path.toString(), "lock", StrictHold.MECHANISM, e);
        }
    }

    public StrictStore store() {
        return StrictStore.of(engine);
    }
}
