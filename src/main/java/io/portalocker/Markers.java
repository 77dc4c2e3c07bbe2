package io.portalocker;

import io.portalocker.internal.marker.Census;
import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.MarkerHold;
import io.portalocker.internal.marker.MarkerNode;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be told of a marker, and done with it, without taking it. */
final class Markers {

    private Markers() {}

    static Optional<MarkerOwner> owner(Path path) throws LockException {
        try (MarkerNode node = MarkerNode.find(Platform.current().files(), path).orElse(null)) {
            return node == null ? Optional.empty() : MarkerOwner.of(node.marker());
        } catch (SysException e) {
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    static boolean remove(Path path) throws LockException {
        try {
            return !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(path);
        } catch (IOException e) {
            throw Failures.locking(path.toString(), MarkerHold.MECHANISM, "break", e);
        }
    }

    /** Who holds it, where that is a process of this machine: a pid means something on its own machine only. */
    static List<LockHolder> holders(Path path) {
        return holders(current(path));
    }

    private static List<LockHolder> holders(Marker marker) {
        try {
            String here = MarkerEngine.system().identity().host();
            return marker.holder().filter(owner -> owner.host().equals(here)).stream()
                    .map(owner -> Holders.describe(owner.pid(), false))
                    .toList();
        } catch (IOException unnamed) {
            return List.of();
        }
    }

    /** Words for what stands at a path, after "by". */
    static String described(Path path) {
        Marker marker = current(path);
        if (isOfTheDead(marker)) {
            return MarkerOwner.of(marker).orElseThrow()
                    + ", which is gone, but its marker cannot be taken over: this process"
                    + " may not write the directory, everybody may write the marker, or the file system cannot exchange"
                    + " names; remove it by hand";
        }
        List<LockHolder> holders = holders(marker);
        return holders.isEmpty()
                ? MarkerOwner.of(marker).map(MarkerOwner::toString).orElseGet(() -> words(marker))
                : holders.getFirst().toString();
    }

    private static boolean isOfTheDead(Marker marker) {
        try {
            var self = MarkerEngine.system().identity();
            var census = Census.of(Platform.current().processes());
            return marker.holder().isPresent() && marker.holder().get().isGone(self, census);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static Marker current(Path path) {
        try (MarkerNode node = MarkerNode.find(Platform.current().files(), path).orElse(null)) {
            return node == null ? new Marker.Unreadable() : node.marker();
        } catch (SysException e) {
            return new Marker.Unreadable();
        }
    }

    private static String words(Marker marker) {
        return switch (marker) {
            case Marker.Empty e -> "an empty marker, whose writer may be dead and is not known; remove it by hand then";
            case Marker.Malformed m -> "what is no marker: " + m.reason();
            case Marker.StrictSentinel s -> "a strict lock of filelock, which this path belongs to for good";
            case Marker.Unreadable u -> "an unknown holder";
            case Marker.Released r -> "a holder that is just letting go";
            case Marker.Breaking b -> "a contender that is just breaking a marker";
            case Marker.Plain p -> "an unknown holder";
            case Marker.Claim c -> "an unknown holder";
        };
    }
}
