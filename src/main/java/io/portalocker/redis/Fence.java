package io.portalocker.redis;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Draws fencing tokens. The counter is Python's, but never lags behind the server's clock, in microseconds: a counter that
 * was lost, restored from an old copy, or begun again at 1 by a peer, goes on above whatever was drawn before. Should that
 * clock have been set back as well, no token comes that this process knows to be too low.
 */
final class Fence {

    /** Numbers of the script are exact up to 2^53, which is the year 2255. */
    private static final String SCRIPT = """
        local now = redis.call('TIME')
        local floor = math.max(now[1] * 1000000 + now[2], tonumber(ARGV[1]) + 1)
        local token = redis.call('INCR', KEYS[1])
        if token < floor then
          redis.call('SET', KEYS[1], string.format('%.0f', floor))
          token = floor
        end
        if token >= 9007199254740992 then
          return redis.error_reply('ERR the fencing token is too large')
        end
        return token\
        """;

    private static final int MOST_KNOWN = 10_000;

    /** The highest token of each counter that this process has drawn; all forgotten when they are too many. */
    private static final ConcurrentMap<Counter, Long> HIGHEST = new ConcurrentHashMap<>();

    private Fence() {}

    private record Counter(RedisServer server, String channel) {}

    static String script() {
        return SCRIPT;
    }

    /**
     * What draws a token. On a connection on which the counter was compared with the clock a moment ago, it suffices to
     * count: a counter that is lost begins far below what was drawn then.
     */
    static Request draw(RedisLock lock, Session session) {
        return session.freshness().isFenced(lock.channel())
                ? Request.of("INCR", lock.fenceKey())
                : draw(lock, lock.fenceKey());
    }

    private static Request draw(RedisLock lock, String key) {
        long known = HIGHEST.getOrDefault(new Counter(lock.server(), lock.channel()), 0L);
        return Request.of("EVAL", SCRIPT, "1", key, Long.toString(known));
    }

    /**
     * Waits for the token that was asked for. A key of that name which is no counter is somebody's own, and no peer can
     * draw from it either: the tokens come from another key then, and are higher all the same.
     */
    static long token(RedisLock lock, Session session, Reply reply, long patience)
            throws IOException, InterruptedException {
        long known = HIGHEST.getOrDefault(new Counter(lock.server(), lock.channel()), 0L);
        long token;
        try {
            token = reply.awaitNumber(patience);
            if (token <= known) {
                token = session.send(draw(lock, lock.fenceKey())).getFirst().awaitNumber(patience);
            }
        } catch (JedisDataException e) {
            String said = String.valueOf(e.getMessage());
            if (!said.contains("WRONGTYPE") && !said.contains("not an integer")) {
                throw e;
            }
            token = session.send(draw(lock, lock.fenceKey() + Participant.NEWS))
                    .getFirst()
                    .awaitNumber(patience);
        }
        return token;
    }

    /** A token that is used, which one thrown away is not. */
    static void drawn(RedisLock lock, Session session, long token) {
        session.freshness().fenced(lock.channel());
        if (HIGHEST.size() > MOST_KNOWN) {
            HIGHEST.clear();
        }
        HIGHEST.merge(new Counter(lock.server(), lock.channel()), token, Math::max);
    }
}
