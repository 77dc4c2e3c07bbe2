package io.portalocker;

import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerNode;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Words for a marker that somebody else holds. */
final class MarkerContention {

    private MarkerContention() {}

    static AlreadyLockedException of(Path path, Marker by, Waiting waiting, Deadline deadline) {
        Marker marker = by instanceof Marker.Empty ? current(path) : by;
        List<LockHolder> holders = holders(marker);
        String who = holders.isEmpty()
                ? MarkerOwner.of(marker).map(MarkerOwner::toString).orElseGet(() -> describe(marker))
                : holders.getFirst().toString();
        Duration waited = Duration.ofNanos(deadline.elapsed());
        return Contention.exception("'" + path + "' is locked (marker) by " + who, waiting, waited, holders);
    }

    /** A pid means something on its own machine only. */
    private static List<LockHolder> holders(Marker marker) {
        try {
            String here = MarkerEngine.system().identity().host();
            return marker.holder().filter(owner -> owner.host().equals(here)).stream()
                    .map(owner -> Holders.describe(owner.pid(), false))
                    .toList();
        } catch (LockException unnamed) {
            return List.of();
        }
    }

    static List<LockHolder> holders(Path path) {
        return holders(current(path));
    }

    /** Whoever kept us out of the gate has a marker by now, or is about to. */
    private static Marker current(Path path) {
        try (MarkerNode node = MarkerNode.find(Platform.current().files(), path).orElse(null)) {
            return node == null ? new Marker.Unreadable() : node.marker();
        } catch (SysException e) {
            return new Marker.Unreadable();
        }
    }

    private static String describe(Marker marker) {
        return switch (marker) {
            case Marker.Empty e -> "an empty marker, whose writer may be dead and is not known; remove it by hand then";
            case Marker.Malformed m -> "what is no marker: " + m.reason();
            case Marker.StrictSentinel s -> "a strict lock of filelock, which this path belongs to for good";
            case Marker.Unreadable u -> "an unknown holder";
            case Marker.Plain p -> "an unknown holder";
            case Marker.Claim c -> "an unknown holder";
        };
    }
}
