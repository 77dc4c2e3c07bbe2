package io.portalocker.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what a filelock leaves that is killed between making its marker and writing it: an empty file, which nobody may
 * break, filelock neither, and which is for people to remove. {@link PeersFaultTest} has filelock do that alone.
 */
final class EmptyMarkers implements Torture.Disturbance {

    /** Many times what anybody is stopped for. */
    private static final Duration AGE = Duration.ofSeconds(15);

    private final Path directory;
    private final List<Seen> seen = new ArrayList<>();
    private long count;

    /** An empty marker, and since when it is watched. */
    private record Seen(Path path, Object inode, long since) {}

    EmptyMarkers(Path directory) {
        this.directory = directory;
    }

    @Override
    public void happen() throws IOException {
        for (String lock : List.of("l0", "l3")) {
            Path path = directory.resolve(lock);
            seen.removeIf(each -> each.path.equals(path) && !isEmpty(each));
            try {
                var now = Files.readAttributes(path, BasicFileAttributes.class);
                if (now.size() == 0 && seen.stream().noneMatch(each -> each.path.equals(path))) {
                    seen.add(new Seen(path, inode(now), System.nanoTime()));
                }
            } catch (NoSuchFileException free) {
                continue;
            }
            for (Seen each : seen) {
                if (each.path.equals(path) && System.nanoTime() - each.since > AGE.toNanos() && isEmpty(each)) {
                    Files.delete(path);
                    count++;
                }
            }
        }
    }

    private static boolean isEmpty(Seen marker) {
        try {
            var now = Files.readAttributes(marker.path, BasicFileAttributes.class);
            return now.size() == 0 && marker.inode.equals(inode(now));
        } catch (IOException e) {
            return false;
        }
    }

    private static Object inode(BasicFileAttributes attributes) {
        return attributes.fileKey();
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean helps() {
        return true;
    }

    @Override
    public String toString() {
        return "empty markers of filelock removed";
    }
}
