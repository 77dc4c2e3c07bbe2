package io.portalocker;

import io.portalocker.internal.marker.MarkerNode;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What can be done with a marker without taking it. */
final class MarkerFiles {

    private MarkerFiles() {}

    static Optional<MarkerOwner> owner(Path path) throws LockException {
        try (MarkerNode node = MarkerNode.find(Platform.current().files(), path).orElse(null)) {
            return node == null ? Optional.empty() : MarkerOwner.of(node.marker());
        } catch (SysException e) {
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    static boolean remove(Path path) throws LockException {
        try {
            return !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(path);
        } catch (IOException e) {
            throw Failures.locking(path.toString(), MarkerHold.MECHANISM, "break", e);
        }
    }
}
