package io.portalocker.redis;

import java.net.URI;
import org.apache.commons.pool2.PooledObjectFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/** Makes connections the way Jedis was told to. */
final class JedisConnections {

    private JedisConnections() {}

    static Connection open(URI uri) {
        JedisClientConfig config = DefaultJedisClientConfig.builder(uri).build();
        int port = uri.getPort() < 0 ? 6379 : uri.getPort();
        return open(new HostAndPort(JedisURIHelper.getHostAndPort(uri).getHost(), port), config);
    }

    static Connection open(HostAndPort address, JedisClientConfig config) {
        return new Connection(address, config);
    }

    static Connection open(RedisClient client) {
        return made(client.getPool().getFactory());
    }

    static boolean tls(JedisClientConfig config) {
        return config.isSsl() || config.getSslOptions() != null;
    }

    static String address(Object client) {
        return "the server of " + client;
    }

    /** Past the pool: a lock keeps its connection for as long as it is held, and would use the pool up. */
    private static <T> T made(PooledObjectFactory<T> factory) {
        try {
            return factory.makeObject().getObject();
        } catch (JedisException e) {
            throw e;
        } catch (Exception e) {
            throw new JedisConnectionException(e);
        }
    }
}
