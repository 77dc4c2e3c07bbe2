package io.portalocker.redis;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The clients that this process has made for leases: one for each address, user and database. */
final class LeaseClients {

    private static final ConcurrentMap<RedisUri, UnifiedJedis> MADE = new ConcurrentHashMap<>();

    private LeaseClients() {}

    static UnifiedJedis at(RedisUri uri) {
        if (!uri.path().isEmpty()) {
            throw new IllegalArgumentException("a lease needs a server that is reached by TCP");
        }
        return MADE.computeIfAbsent(
                uri,
                parts -> RedisClient.builder()
                        .hostAndPort(new HostAndPort(parts.host(), parts.port()))
                        .clientConfig(JedisConnections.config(parts))
                        .build());
    }
}
