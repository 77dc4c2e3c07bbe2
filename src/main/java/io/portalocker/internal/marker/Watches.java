package io.portalocker.internal.marker;

import io.portalocker.internal.marker.MarkerNode.Fingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Since when this JVM has seen each contended marker unchanged, on its own monotonic clock: the marker's times are of
 * another machine's clock, perhaps. It outlives the attempt that began it, so a caller whose waits are all shorter than a
 * lease still sees it expire.
 */
public final class Watches {

    /** Who waits looks far more often. */
    private static final long FORGOTTEN = Duration.ofHours(1).toNanos();

    /** Fewer are not searched for forgotten ones. */
    private static final int FEW = 256;

    /** Breaking anew what could not be broken costs the file system a file each time. */
    private static final long RETRY = Duration.ofMillis(250).toNanos();

    /** Those of this JVM. */
    public static final Watches OF_JVM = new Watches();

    /** One marker. Guarded by the map. */
    private static final class Watch {
        private final Fingerprint fingerprint;
        private final long since;
        private long seen;
        private boolean refused;
        private long refusedAt;

        Watch(Fingerprint fingerprint, long now) {
            this.fingerprint = fingerprint;
            this.since = now;
        }
    }

    /** Guarded by itself. */
    private final Map<Path, Watch> watches = new HashMap<>();

    /** At this many the forgotten ones are searched for. Guarded by the map. */
    private int many = FEW;

    /** Makes a set of watches that nobody else uses. */
    public Watches() {}

    /** Notes a sight of a marker. */
    long unchanged(Path path, Fingerprint fingerprint, long now) {
        synchronized (watches) {
            return now - watch(path, fingerprint, now).since;
        }
    }

    /** Notes that a marker could not be broken. */
    void refuse(Path path, Fingerprint fingerprint, long now) {
        synchronized (watches) {
            Watch watch = watch(path, fingerprint, now);
            watch.refused = true;
            watch.refusedAt = now;
        }
    }

    /**
     * Tells whether breaking a marker has just failed, so that it need not be tried again yet. Answers nanoseconds
     * until it is worth while; not positive if it is.
     */
    long refusal(Path path, Fingerprint fingerprint, long now) {
        synchronized (watches) {
            Watch watch = watch(path, fingerprint, now);
            return watch.refused ? RETRY - (now - watch.refusedAt) : 0;
        }
    }

    private Watch watch(Path path, Fingerprint fingerprint, long now) {
        Watch watch = watches.get(path);
        if (watch == null || !watch.fingerprint.equals(fingerprint)) {
            watch = new Watch(fingerprint, now);
            watches.put(path, watch);
            forgetSome(now);
        }
        watch.seen = now;
        return watch;
    }

    /** What somebody waits for is never forgotten, however much that is. */
    private void forgetSome(long now) {
        if (watches.size() > many) {
            watches.values().removeIf(watch -> now - watch.seen > FORGOTTEN);
            many = Math.max(FEW, 2 * watches.size());
        }
    }

    /** Ends a watch. */
    void forget(Path path) {
        synchronized (watches) {
            watches.remove(path);
        }
    }
}
