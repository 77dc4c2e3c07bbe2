package io.portalocker.redis;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The three messages of the protocol: who is there, I am, and I have left. */
final class Messages {

    private static final BigDecimal PROTOCOL = BigDecimal.ONE;

    private Messages() {}

    static String ping(String responseChannel) {
        return "{\"message\": \"ping\", \"response_channel\": " + Json.quote(responseChannel) + "}";
    }

    /** Finds out where a message wants its answer, or answers null if it is no ping. Nothing else in it matters. */
    static @Nullable String responseChannel(String message) {
        Map<?, ?> object = Json.object(message);
        return object != null && object.get("response_channel") instanceof String channel && !channel.isEmpty()
                ? channel
                : null;
    }

    /** Peers ignore members they do not know, so {@code hints} tells ours that our leaving will be announced. */
    static String pong(String id, RedisMode mode, boolean elected) {
        return "{\"holder_id\": " + Json.quote(id) + ", \"mode\": \"" + mode.wire()
                + "\", \"protocol\": 1, \"elected\": " + elected + ", \"hints\": true}";
    }

    /** A message without a response channel, so nobody answers it. */
    static String left(String id) {
        return "{\"message\": \"left\", \"holder_id\": " + Json.quote(id) + "}";
    }

    /**
     * Reads an answer. What is not exactly as the protocol says comes from portalocker before 4.0, which knows exclusive
     * locks only, or from something unknown, which is no reason to go in.
     *
     * @param message the answer
     * @param legacyNumber tells unreadable answers to one ping apart
     */
    static RedisHolder holder(String message, int legacyNumber) {
        Map<?, ?> pong = Json.object(message);
        if (pong != null
                && pong.get("protocol") instanceof BigDecimal protocol
                && protocol.compareTo(PROTOCOL) == 0
                && pong.get("holder_id") instanceof String id
                && pong.get("mode") instanceof String wire) {
            for (RedisMode mode : RedisMode.values()) {
                if (mode.wire().equals(wire)) {
                    Optional<Boolean> elected =
                            pong.get("elected") instanceof Boolean said ? Optional.of(said) : Optional.empty();
                    return new RedisHolder(id, mode, elected, false, Boolean.TRUE.equals(pong.get("hints")));
                }
            }
        }
        return new RedisHolder("legacy-" + legacyNumber, RedisMode.EXCLUSIVE, Optional.empty(), true, false);
    }
}
