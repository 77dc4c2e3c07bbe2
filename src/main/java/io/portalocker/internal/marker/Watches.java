package io.portalocker.internal.marker;

import io.portalocker.internal.marker.MarkerNode.Fingerprint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Since when this JVM has seen each contended marker unchanged, on its own monotonic clock: the marker's times are of
 * another machine's clock, perhaps. It outlives the attempt that began it, so a caller whose waits are all shorter than a
 * lease still sees it expire.
 */
public final class Watches {

    /** More markers than a JVM waits for at once; the least recently seen is forgotten, and its watch begins anew. */
    private static final int MOST = 256;

    /** Those of this JVM. */
    public static final Watches OF_JVM = new Watches();

    private record Watch(Fingerprint fingerprint, long since) {}

    /** Guarded by itself. */
    private final Map<Path, Watch> watches = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Watch> eldest) {
            return size() > MOST;
        }
    };

    /** Makes a set of watches that nobody else uses. */
    public Watches() {}

    /**
     * Notes a sight of a marker.
     *
     * @param path where
     * @param fingerprint what was seen
     * @param now the present, in nanoseconds
     * @return for how long it has been seen like this
     */
    long unchanged(Path path, Fingerprint fingerprint, long now) {
        synchronized (watches) {
            Watch before = watches.get(path);
            if (before != null && before.fingerprint.equals(fingerprint)) {
                return now - before.since;
            }
            watches.put(path, new Watch(fingerprint, now));
            return 0;
        }
    }

    /** Ends a watch. */
    void forget(Path path) {
        synchronized (watches) {
            watches.remove(path);
        }
    }
}
