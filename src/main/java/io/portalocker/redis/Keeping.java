package io.portalocker.redis;

import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whether a server keeps the counters that fencing tokens come from: asked once by each process, where the rights allow, and
 * told to the log. A counter that is lost goes on above the server's clock; but one of Python's begins again at 1.
 */
final class Keeping {

    private static final int MOST_KNOWN = 1000;

    private static final Pattern MEMORY_IS_LIMITED = Pattern.compile("(?m)^maxmemory:[1-9]");
    private static final Pattern ANYTHING_IS_EVICTED = Pattern.compile("(?m)^maxmemory_policy:allkeys");
    private static final Pattern LATEST_IS_KEPT = Pattern.compile("(?m)^aof_enabled:1");

    /** All asked again when they are too many. */
    private static final Set<RedisServer> ASKED = ConcurrentHashMap.newKeySet();

    private Keeping() {}

    static void check(RedisServer server, Session session, long patience) throws IOException, InterruptedException {
        if (ASKED.contains(server)) {
            return;
        }
        if (ASKED.size() >= MOST_KNOWN) {
            ASKED.clear();
        }
        ASKED.add(server);
        try {
            told(server, session.send(Request.of("INFO")).getFirst().awaitText(patience));
        } catch (JedisDataException e) {
            Log.debug("Redis does not tell how it keeps", e);
        }
    }

    private static void told(RedisServer server, String info) {
        boolean evicts = MEMORY_IS_LIMITED.matcher(info).find()
                && ANYTHING_IS_EVICTED.matcher(info).find();
        if (evicts || !LATEST_IS_KEPT.matcher(info).find()) {
            String message = "Redis " + server + " may lose the counters of fencing tokens: "
                    + (evicts ? "it evicts any key when memory is short" : "a restart brings back no, or an old, copy")
                    + ". Tokens stay higher while its clock is not set back; those of Python begin at 1";
            if (evicts) {
                Log.warning(message, null);
            } else {
                Log.debug(message, null);
            }
        }
    }
}
