package io.portalocker.redis;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;

/**
 * Where locks live: one standalone Redis server, version 6 or later, and how to connect to it. It holds no connection.
 *
 * <p>A server in a cluster, and a replica, is refused when a lock is acquired, and so is a master that has replicas or is
 * watched by a sentinel, unless {@link #withReplicas} says otherwise.
 *
 * <p>Each lock that is held has a connection of its own, made the way this object says. It is never taken from a pool of
 * the caller's and never connects again: a subscription that came back by itself would be a lock taken without asking. A
 * connection that was given back is kept for the next lock for {@link #KEEP_IDLE_SECONDS} seconds.
 *
 * <p>Two are equal if they were made from the same: equal URIs, the same address and configuration, the same client.
 */
@SuppressWarnings("exports") // Jedis is for those who use it to require; the module must do without
public final class RedisServer {

    /** How long an idle connection is kept for the next lock. */
    public static final int KEEP_IDLE_SECONDS = 3;

    /** Connects. Its lambdas must not name what is Jedis': making them would need Jedis to be there. */
    private interface Connector {
        Wire open();
    }

    /** What makes it equal to another. */
    private final Object origin;

    private final String address;
    private final boolean tls;
    private final Connector connector;
    private final Replicas replicas;

    private RedisServer(Object origin, String address, boolean tls, Connector connector, Replicas replicas) {
        this.replicas = replicas;
        this.origin = origin;
        this.address = address;
        this.tls = tls;
        this.connector = connector;
    }

    /**
     * Describes a server by its URI, such as {@code redis://user:password@host:6379/0}; {@code rediss} is TLS with the trust
     * and host name checks of this JVM, and {@code unix:///run/redis.sock} a local socket. Without a port it is 6379. The
     * database, after the slash or in {@code ?db=}, is where fencing tokens are counted. The password is never shown.
     *
     * @param uri the URI
     * @return the server
     * @throws IllegalArgumentException if it is not a Redis URI with a host
     */
    public static RedisServer at(URI uri) {
        RedisUri parts = RedisUri.of(uri);
        return new RedisServer(uri, parts.address(), parts.tls(), () -> JedisConnections.open(parts), Replicas.REFUSE);
    }

    /**
     * Describes a server by its URI.
     *
     * @param uri such as {@code redis://localhost:6379}
     * @return the server
     * @throws IllegalArgumentException if it is not a Redis URI with a host
     */
    public static RedisServer at(String uri) {
        return at(parsed(uri));
    }

    private static URI parsed(String uri) {
        try {
            return new URI(uri);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("not a URI: " + e.getReason()); // its message has the whole input
        }
    }

    static RedisUri parts(String uri) {
        return RedisUri.of(parsed(uri));
    }

    /**
     * Describes a server by address and configuration, which may have TLS, credentials and timeouts. Its client name and
     * protocol version do not matter; its database is where fencing tokens are counted, and does not matter otherwise.
     *
     * @param address host and port
     * @param config how to connect
     * @return the server
     */
    public static RedisServer at(HostAndPort address, JedisClientConfig config) {
        Objects.requireNonNull(config, "config");
        return new RedisServer(
                List.of(address, config),
                address.toString(),
                JedisConnections.tls(config),
                () -> JedisConnections.open(address, config),
                Replicas.REFUSE);
    }

    /**
     * Describes the server of a client of the caller's. Connections are made as the client makes its own, but apart from
     * its pool. The client is never closed, and must not be closed while a lock is wanted.
     *
     * @param client the client
     * @return the server
     */
    public static RedisServer of(RedisClient client) {
        return new RedisServer(
                new Same(client),
                JedisConnections.address(client),
                false,
                () -> JedisConnections.open(client),
                Replicas.REFUSE);
    }

    /**
     * Describes a server by what connects to it, for everything else: a tunnel, a proxy.
     *
     * @param connector answers a new connection each time, which nobody else uses and this library closes
     * @return the server, equal only to those of the same connector
     */
    public static RedisServer connectedBy(Supplier<Connection> connector) {
        Objects.requireNonNull(connector, "connector");
        return new RedisServer(
                new Same(connector),
                "a server connected by " + connector,
                false,
                () -> JedisConnections.over(connector.get()),
                Replicas.REFUSE);
    }

    /** Compares by identity: a client may define equality as it likes. */
    private record Same(Object object) {
        @Override
        @SuppressWarnings("ReferenceEquality") // identity is what it is about
        public boolean equals(Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** {@return host and port} */
    public String address() {
        return address;
    }

    /** Whether it is known to be spoken to in TLS. */
    boolean tls() {
        return tls;
    }

    /**
     * Copies with another answer to replicas and sentinels. By default a server that has some is refused.
     *
     * @param replicas what to do about them
     * @return the copy
     */
    public RedisServer withReplicas(Replicas replicas) {
        return new RedisServer(origin, address, tls, connector, Objects.requireNonNull(replicas, "replicas"));
    }

    Standing standing() {
        return new Standing(replicas);
    }

    Wire connect() {
        return connector.open();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RedisServer server && server.origin.equals(origin) && server.replicas == replicas;
    }

    @Override
    public int hashCode() {
        return origin.hashCode();
    }

    /** {@return where it is, without credentials} */
    @Override
    public String toString() {
        return address;
    }
}
