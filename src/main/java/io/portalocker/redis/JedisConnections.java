package io.portalocker.redis;

import java.io.IOException;
import org.apache.commons.pool2.PooledObjectFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Makes connections the way Jedis was told to. */
final class JedisConnections {

    private JedisConnections() {}

    static Wire open(RedisUri uri) {
        JedisClientConfig config = config(uri);
        return uri.tls()
                ? new JedisWire(new Connection(new HostAndPort(uri.host(), uri.port()), config))
                : plain(uri, config);
    }

    /** The password as a string, and TLS as a flag, are what all versions from 7.4 on have. */
    @SuppressWarnings("deprecation")
    static JedisClientConfig config(RedisUri uri) {
        return DefaultJedisClientConfig.builder()
                .user(uri.user().orElse(null))
                .password(uri.password().orElse(null))
                .database(uri.database())
                .ssl(uri.tls())
                .build();
    }

    static Wire open(HostAndPort address, JedisClientConfig config) {
        if (tls(config)) {
            return new JedisWire(new Connection(address, config));
        }
        HostAndPort mapped = config.getHostAndPortMapper() == null
                ? address
                : config.getHostAndPortMapper().getHostAndPort(address);
        HostAndPort target = mapped == null ? address : mapped;
        RedisUri where = new RedisUri(
                false,
                target.getHost(),
                target.getPort(),
                "",
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                config.getDatabase());
        return plain(where, config);
    }

    private static Wire plain(RedisUri where, JedisClientConfig config) {
        PlainSockets sockets = new PlainSockets(where, config.getConnectionTimeoutMillis());
        Connection connection = new Connection(sockets, config);
        boolean done = false;
        try {
            if (!connection.isConnected()) {
                connection.connect();
            }
            Wire wire = new ChannelWire(sockets.channel());
            done = true;
            return wire;
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        } finally {
            if (!done) {
                connection.disconnect();
            }
        }
    }

    static Wire open(RedisClient client) {
        return new JedisWire(made(client.getPool().getFactory()));
    }

    static Wire over(Connection connection) {
        return new JedisWire(connection);
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
