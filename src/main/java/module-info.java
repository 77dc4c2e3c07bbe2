/**
 * Locks that hold between processes, threads and machines.
 *
 * <p>Only {@code io.portalocker} and {@code io.portalocker.redis} are exported. What it needs beyond {@code java.base} is optional at run time.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Jedis has no descriptor; nothing but io.portalocker.redis touches it
module io.portalocker {
    requires static jdk.jfr;
    requires static jdk.unsupported;
    requires static org.jspecify;
    requires static org.apache.commons.pool2;
    requires static redis.clients.jedis;

    exports io.portalocker;
    exports io.portalocker.redis;
}
