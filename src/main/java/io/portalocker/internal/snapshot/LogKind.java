package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One side of such a lock.
 *
 * @param shared whether it is the readers'
 * @param interval the longest pause between two looks, nanoseconds
 */
public record LogKind(Path path, boolean shared, Terms terms, long interval, LogEngine engine)
        implements Kind<LogHold> {

    @Override
    public LogHold approach(Deadline deadline, int round) throws IOException {
        try {
            NamedGates.Name name = LogEngine.name(path);
            return new LogHold(this, name, engine.participant(engine.log(path, name), terms, shared));
        } catch (IOException e) {
            throw LogHold.failure(path, "lock", e);
        }
    }
}
