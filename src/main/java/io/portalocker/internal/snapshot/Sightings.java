package io.portalocker.internal.snapshot;

import io.portalocker.internal.wait.Ticker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For how long this JVM has seen each record unchanged, on its own monotonic clock. Only two of its own observations are
 * ever compared, so no clock of another machine matters. What one attempt has seen the next knows: else one whose waits are
 * all shorter than a lease would never see it run out.
 */
final class Sightings {

    private final Ticker ticker;

    /** Guarded by itself. */
    private final Map<String, Sight> sights = new HashMap<>();

    /** That a record is missing is a content too. */
    private record Sight(Optional<String> content, long since) {}

    Sightings(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Notes a content; answers for how long it has been this one, up to the moment before it was asked for: a pause of ours
     * between the question and now proves nothing.
     */
    long unchanged(String key, Optional<String> content, long asked) {
        synchronized (sights) {
            Sight sight = sights.get(key);
            if (sight == null || !sight.content.equals(content)) {
                sights.put(key, new Sight(content, ticker.nanoTime()));
                return 0;
            }
            return asked - sight.since;
        }
    }

    void forget(String key) {
        synchronized (sights) {
            sights.remove(key);
        }
    }

    /** Forgets all others: members that have left never come back. */
    void retain(Set<String> keys) {
        synchronized (sights) {
            sights.keySet().retainAll(keys);
        }
    }
}
