package io.portalocker.internal.snapshot;

import io.portalocker.internal.marker.Seconds;
import io.portalocker.internal.wait.Deadline;
import java.time.Duration;

/**
 * How a member lives.
 *
 * @param seconds the duration, as its record says it
 * @param duration without a sign of life for so long it may be put out, nanoseconds
 * @param heartbeat between two signs of life, nanoseconds
 */
public record Terms(double seconds, long duration, long heartbeat) {

    public static Terms of(Duration duration, Duration heartbeat) {
        return new Terms(Seconds.of(duration), Deadline.saturatedNanos(duration), Deadline.saturatedNanos(heartbeat));
    }
}
