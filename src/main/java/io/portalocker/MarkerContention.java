package io.portalocker;

import io.portalocker.internal.Deadline;
import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerNode;
import io.portalocker.internal.sys.SysException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Words for a marker that somebody else holds. */
final class MarkerContention {

    private MarkerContention() {}

    static AlreadyLockedException of(Path path, Marker by, Waiting waiting, Deadline deadline, MarkerEngine engine)
            throws LockException {
        Marker marker = by instanceof Marker.Empty ? current(path, engine) : by;
        Optional<MarkerOwner> owner = MarkerOwner.of(marker);
        boolean here =
                owner.isPresent() && owner.get().host().equals(engine.identity().host());
        List<LockHolder> holders = here ? List.of(Holders.describe(owner.get().pid(), false)) : List.of();
        String who = here
                ? holders.getFirst().toString()
                : owner.map(MarkerOwner::toString).orElseGet(() -> describe(marker));
        return Contention.of("'" + path + "' is locked (marker) by " + who, holders, waiting, deadline);
    }

    /** Whoever kept us out of the gate has a marker by now, or is about to. */
    private static Marker current(Path path, MarkerEngine engine) {
        try (MarkerNode node = MarkerNode.find(engine.platform().files(), path).orElse(null)) {
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
