package io.portalocker.redis;

/** What a participant of a channel says it does. The names on the wire are these in lower case. */
public enum RedisMode {

    /** It holds the lock alone. */
    EXCLUSIVE("exclusive"),

    /** It wants the lock alone and does not have it yet. Late readers stay out meanwhile. */
    PENDING("pending"),

    /** It holds the lock together with others who share it, or is about to. */
    SHARED("shared");

    private final String wire;

    RedisMode(String wire) {
        this.wire = wire;
    }

    /** {@return the name other implementations know} */
    public String wire() {
        return wire;
    }
}
