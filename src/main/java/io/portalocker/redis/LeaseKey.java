package io.portalocker.redis;

import io.portalocker.LockHolder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The key of a lease at the server: what is done to it is one script each, which acts only for the owner. */
final class LeaseKey {

    /**
     * A second call of the same owner, whose first answer was lost, finds its own. Tokens are as {@link Fence} draws
     * them.
     */
    private static final String TAKE = """
        local owner = redis.call('GET', KEYS[1])
        if owner and owner ~= ARGV[1] then
          return {0, redis.call('PTTL', KEYS[1])}
        end
        if owner then
          redis.call('PEXPIRE', KEYS[1], ARGV[2])
        else
          redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])
        end
        local now = redis.call('TIME')
        local floor = now[1] * 1000000 + now[2]
        local token = redis.call('INCR', KEYS[2])
        if token < floor then
          redis.call('SET', KEYS[2], string.format('%.0f', floor))
          token = floor
        end
        return {token, 0}\
        """;

    private static final String RENEW = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          return redis.call('PEXPIRE', KEYS[1], ARGV[2])
        end
        return 0\
        """;

    private static final String FREE = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          redis.call('DEL', KEYS[1])
          redis.call('PUBLISH', ARGV[2], ARGV[1])
          return 1
        end
        return 0\
        """;

    /** How long replicas may take to confirm; less than a client waits for any answer. */
    private static final long CONFIRMATION = TimeUnit.SECONDS.toMillis(1);

    private final RedisLease lease;
    private final UnifiedJedis client;

    LeaseKey(RedisLease lease) {
        this.lease = lease;
        this.client = lease.client();
    }

    /**
     * What came of an attempt: a token, 0 if somebody else has the lease; how many milliseconds that one has left; how
     * many replicas confirmed.
     */
    record Taken(long token, long left, long confirmed) {}

    Taken take(String owner) throws IOException {
        List<String> keys = List.of(lease.key(), lease.fenceKey());
        List<String> arguments = List.of(owner, Long.toString(lease.term().toMillis()));
        if (lease.replicas() == 0) {
            return taken(client.eval(TAKE, keys, arguments), 0);
        }
        long patience = Math.min(CONFIRMATION, Math.max(1, lease.term().toMillis() / 3));
        // WAIT asks for the writes of its own connection.
        if (client instanceof RedisClusterClient cluster) {
            try (Connection connection = cluster.getConnectionFromSlot(JedisClusterCRC16.getSlot(lease.key()));
                    Pipeline pipeline = new Pipeline(connection)) {
                return confirmed(pipeline, keys, arguments, patience);
            } catch (redis.clients.jedis.exceptions.JedisRedirectionException e) {
                cluster.refreshClusterTopology();
                throw e;
            }
        }
        try (var pipeline = client.pipelined()) {
            if (pipeline instanceof Pipeline one) {
                return confirmed(one, keys, arguments, patience);
            }
            throw new IOException("a client of this kind cannot wait for replicas: " + client.getClass());
        }
    }

    private Taken confirmed(Pipeline pipeline, List<String> keys, List<String> arguments, long patience)
            throws IOException {
        Response<Object> answer = pipeline.eval(TAKE, keys, arguments);
        Response<Long> replicas = pipeline.waitReplicas(lease.replicas(), patience);
        pipeline.sync();
        return taken(answer.get(), replicas.get());
    }

    private static Taken taken(@Nullable Object answer, long confirmed) throws IOException {
        if (answer instanceof List<?> pair
                && pair.size() == 2
                && pair.getFirst() instanceof Long token
                && pair.getLast() instanceof Long left) {
            return new Taken(token, left, confirmed);
        }
        throw new IOException("the answer to the script is none");
    }

    boolean renew(String owner) {
        Object answer = client.eval(
                RENEW,
                List.of(lease.key()),
                List.of(owner, Long.toString(lease.term().toMillis())));
        return answer instanceof Long done && done == 1;
    }

    void free(String owner) {
        client.eval(FREE, List.of(lease.key()), List.of(owner, lease.news()));
    }

    List<LockHolder> holders() {
        try {
            String owner = client.get(lease.key());
            return owner == null ? List.of() : List.of(LeaseOwner.described(owner));
        } catch (JedisException e) {
            return List.of(); // it is for a message to a person
        }
    }
}
