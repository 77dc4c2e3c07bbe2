package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A marker that stands for a lock, for as long as it stands.
 *
 * @param interval the longest pause between two looks, nanoseconds
 */
public record MarkerKind(Path path, long interval, MarkerEngine engine) implements Kind<MarkerHold> {

    @Override
    public MarkerHold approach(Deadline deadline, int round) throws IOException {
        return new MarkerHold(this, name(), engine.content());
    }

    NamedGates.Name name() throws IOException {
        try {
            return MarkerEngine.name(path);
        } catch (IOException e) {
            throw Failure.of(path.toString(), "lock", MarkerHold.MECHANISM, e);
        }
    }
}
