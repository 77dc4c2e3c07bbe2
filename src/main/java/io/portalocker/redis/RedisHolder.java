package io.portalocker.redis;

import java.util.Objects;
import java.util.Optional;

/**
 * What one participant of a channel answered when it was asked. It was true at that moment.
 *
 * @param id what tells it from all others; {@code legacy-} and a number where the answer could not be read
 * @param mode what it does; an answer that could not be read counts as exclusive
 * @param elected whether it says that it has won the election among the pending; empty from portalocker before 4.2, which
 *     does not say
 * @param legacy whether the answer could not be read: portalocker before 4.0, or something else
 * @param announces whether it publishes a hint when it leaves, as this library does
 * @param host the name of its machine; empty from Python, which does not say
 * @param pid its process there; 0 from Python
 */
public record RedisHolder(
        String id,
        RedisMode mode,
        Optional<Boolean> elected,
        boolean legacy,
        boolean announces,
        String host,
        long pid) {

    /** Refuses nulls. */
    public RedisHolder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(elected, "elected");
        Objects.requireNonNull(host, "host");
    }

    boolean saysElected() {
        return elected.orElse(false);
    }
}
