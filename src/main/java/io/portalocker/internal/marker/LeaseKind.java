package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.time.Duration;

/**
 * A marker that stands for a lock as long as its holder gives signs of life.
 *
 * @param token names the claim
 * @param seconds the duration, as the marker says it
 * @param duration without a sign of life for so long, others may take it
 * @param heartbeat the time between two signs of life
 */
public record LeaseKind(MarkerKind marker, String token, double seconds, Duration duration, Duration heartbeat)
        implements Kind<LeaseHold> {

    @Override
    public LeaseHold approach(Deadline deadline, int round) throws IOException {
        byte[] content = marker.engine().content(token, seconds);
        return new LeaseHold(this, marker.name(), content);
    }
}
