package io.portalocker.redis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The messages of the protocol: who is there, I am, I am waiting, and I have left. */
final class Messages {

    private static final BigDecimal PROTOCOL = BigDecimal.ONE;

    /** Which hints we give and understand. Peers ignore members that they do not know. */
    private static final BigDecimal HINTS = BigDecimal.TWO;

    private static final String WE = ", \"hints\": " + HINTS;

    private Messages() {}

    static String ping(String responseChannel) {
        return "{\"message\": \"ping\", \"response_channel\": " + Json.quote(responseChannel) + WE + "}";
    }

    /** A ping of one who waits and wants to be in the line of whoever is inside. */
    static String enlist(String responseChannel, Line.Place place) {
        return "{\"message\": \"ping\", \"response_channel\": " + Json.quote(responseChannel) + ", \"waiter\": "
                + Json.quote(place.wire()) + WE + "}";
    }

    /** Takes one out of the line who waits no more. */
    static String delist(Line.Place place) {
        return "{\"message\": \"gone\", \"waiter\": " + Json.quote(place.wire()) + "}";
    }

    /**
     * A message of the channel itself: where its answer is wanted, empty for nowhere; who wants to be in line, or no
     * more; and whether it is of this library.
     */
    record Heard(String responseChannel, Optional<Line.Place> waiter, boolean ours) {}

    /** Reads what others send to the channel. Nothing else in it matters. */
    static Heard heard(String message) {
        Map<?, ?> object = Json.object(message);
        if (object == null) {
            return new Heard("", Optional.empty(), true);
        }
        Optional<Line.Place> waiter =
                object.get("waiter") instanceof String place ? Line.Place.of(place) : Optional.empty();
        String response = object.get("response_channel") instanceof String channel ? channel : "";
        return new Heard(response, waiter, hints(object));
    }

    private static boolean hints(Map<?, ?> object) {
        return object.get("hints") instanceof BigDecimal known && known.compareTo(HINTS) == 0;
    }

    /** {@code hints} tells ours that our leaving will be announced. */
    static String pong(String id, RedisMode mode, boolean elected) {
        return "{\"holder_id\": " + Json.quote(id) + ", \"mode\": \"" + mode.wire()
                + "\", \"protocol\": 1, \"elected\": " + elected + WE + ", \"host\": " + Json.quote(Self.HOST)
                + ", \"pid\": " + Self.PID + "}";
    }

    /**
     * A message without a response channel, so nobody answers it: who leaves, who waits, the first first, and how many
     * milliseconds ago a guest was seen, who hears nothing of this; -1 for none.
     */
    static String left(String id, List<Line.Place> line, long guest) {
        String places = line.stream()
                .limit(Line.MOST)
                .map(place -> Json.quote(place.wire()))
                .collect(Collectors.joining(", "));
        return "{\"message\": \"left\", \"holder_id\": " + Json.quote(id) + ", \"line\": [" + places + "]"
                + (guest < 0 ? "}" : ", \"guest\": " + guest + "}");
    }

    /** Somebody has left; see {@link #left}. */
    record Left(List<Line.Place> line, long guest) {}

    /** Reads the message that somebody has left, or answers null if it is another. */
    static @Nullable Left departure(String message) {
        Map<?, ?> object = Json.object(message);
        if (object == null || !"left".equals(object.get("message"))) {
            return null;
        }
        List<Line.Place> line = new ArrayList<>();
        if (object.get("line") instanceof List<?> places) {
            for (Object each : places) {
                if (each instanceof String place) {
                    Line.Place.of(place).ifPresent(line::add);
                }
            }
        }
        long guest = object.get("guest") instanceof BigDecimal age ? Math.clamp(age.longValue(), 0, 60_000) : -1;
        return new Left(line, guest);
    }

    /**
     * Reads an answer. What is not exactly as the protocol says comes from portalocker before 4.0, which knows
     * exclusive locks only, or from something unknown, which is no reason to go in; a number tells such answers to one
     * ping apart.
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
                    String host = pong.get("host") instanceof String said ? said : "";
                    long pid = pong.get("pid") instanceof BigDecimal said ? said.longValue() : 0;
                    return new RedisHolder(id, mode, elected, false, hints(pong), host, pid);
                }
            }
        }
        return new RedisHolder("legacy-" + legacyNumber, RedisMode.EXCLUSIVE, Optional.empty(), true, false, "", 0);
    }
}
