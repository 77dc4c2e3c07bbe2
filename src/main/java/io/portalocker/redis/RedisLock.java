package io.portalocker.redis;

import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.RedisClient;

/**
 * A lock on a channel of a Redis server, exclusive or shared. It excludes Python's {@code portalocker.RedisLock} on the same
 * channel, and speaks its protocol.
 *
 * <p>Who holds it is a live, named subscription of that channel. There are no keys and no expiry: when a holder dies, its
 * connection ends and the lock is free at once; a holder whose connection hangs is asked, and ended after the unavailable
 * timeout. See {@link RedisHold} for what a holder learns. The lock is not re-entrant. A writer that waits keeps later
 * readers out. Within a JVM, waiters of one channel queue up and only their head asks the server.
 *
 * <p>All must use one standalone server of version 6 or later. A cluster, a replica, a master with replicas and a server
 * behind a sentinel are refused at connect and at each check, the latter two unless {@link #withReplicas} accepts them. The user needs the
 * commands HELLO, PING, ROLE, SUBSCRIBE, UNSUBSCRIBE, PUBLISH, PUBSUB NUMSUB, CLIENT SETNAME, LIST and KILL, with fencing
 * EVAL, TIME, INCR and SET, and the channel with all that begin with its name and a hyphen.
 *
 * <p>Acquiring fails with a {@link io.portalocker.LockIOException} if the server cannot be reached or refuses the user, with
 * a {@link io.portalocker.LockUnsupportedException} if it is not such a server, a right is missing, or Jedis
 * ({@code redis.clients:jedis}) is not on the module or class path.
 *
 * <p>{@link Waiting#checkInterval()} is the longest pause between two attempts; a release by this library wakes waiters at
 * once, and one by Python is seen after 60 to 90 ms.
 *
 * @param server where
 * @param channel the name: printable ASCII without spaces
 * @param shared whether others who share may hold it at the same time
 * @param unavailableTimeout after how long a silent holder is taken for dead and its connection ended, and within which a
 *     hold notices that the server is gone; one second in Python. All contenders should have the same
 * @param fencing whether an exclusive hold draws a {@linkplain RedisHold#fencingToken() fencing token}
 * @param waiting how {@link #acquire()} waits
 */
public record RedisLock(
        RedisServer server,
        String channel,
        boolean shared,
        Duration unavailableTimeout,
        boolean fencing,
        Waiting waiting)
        implements LockBase<RedisLock, RedisHold> {

    /** How long Python's portalocker lets a holder be silent. */
    public static final Duration DEFAULT_UNAVAILABLE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(50);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the channel is empty or has other characters, or the unavailable timeout is
     *     shorter than 50 ms or longer than an hour
     */
    public RedisLock {
        Objects.requireNonNull(waiting, "waiting");
        check(server, channel, unavailableTimeout);
    }

    static void check(RedisServer server, String channel, Duration unavailableTimeout) {
        Objects.requireNonNull(server, "server");
        // It becomes part of a connection's name, for which Redis has these limits.
        if (channel.isEmpty() || !channel.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("channel is not printable ASCII without spaces: '" + channel + "'");
        }
        if (channel.endsWith(Participant.NEWS)) {
            throw new IllegalArgumentException("channels that end in " + Participant.NEWS + " are this library's own");
        }
        if (unavailableTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || unavailableTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("unavailableTimeout is not within 50 ms and 1 h: " + unavailableTimeout);
        }
    }

    /**
     * Describes an exclusive lock with portalocker's defaults, and with fencing.
     *
     * @param server where
     * @param channel printable ASCII without spaces
     * @return the lock
     * @throws IllegalArgumentException if the channel is not as said
     */
    public static RedisLock of(RedisServer server, String channel) {
        return new RedisLock(server, channel, false, DEFAULT_UNAVAILABLE_TIMEOUT, true, Waiting.DEFAULT);
    }

    /**
     * Describes an exclusive lock at the server of a client of the caller's, which is never closed.
     *
     * @param client the client; see {@link RedisServer#of(RedisClient)}
     * @param channel printable ASCII without spaces
     * @return the lock
     * @throws IllegalArgumentException if the channel is not as said
     */
    @SuppressWarnings("exports") // see RedisServer
    public static RedisLock of(RedisClient client, String channel) {
        return of(RedisServer.of(client), channel);
    }

    /**
     * Copies as a shared or an exclusive lock.
     *
     * @param shared whether others may share it
     * @return the copy
     */
    public RedisLock withShared(boolean shared) {
        return new RedisLock(server, channel, shared, unavailableTimeout, fencing, waiting);
    }

    /**
     * Copies with another unavailable timeout.
     *
     * @param unavailableTimeout from 50 ms to 1 h
     * @return the copy
     * @throws IllegalArgumentException if it is not
     */
    public RedisLock withUnavailableTimeout(Duration unavailableTimeout) {
        return new RedisLock(server, channel, shared, unavailableTimeout, fencing, waiting);
    }

    /**
     * Copies with or without fencing. Fencing leaves a counter at the server, {@link #fenceKey()}, which never expires.
     *
     * @param fencing whether to draw tokens
     * @return the copy
     */
    public RedisLock withFencing(boolean fencing) {
        return new RedisLock(server, channel, shared, unavailableTimeout, fencing, waiting);
    }

    @Override
    public String identity() {
        return "redis " + server.address() + " " + channel;
    }

    @Override
    public RedisLock withWaiting(Waiting waiting) {
        return new RedisLock(server, channel, shared, unavailableTimeout, fencing, waiting);
    }

    /**
     * Copies with another answer to a server that has replicas or is watched by a sentinel; see {@link Replicas}.
     *
     * @param replicas what to do about them
     * @return the copy
     */
    public RedisLock withReplicas(Replicas replicas) {
        return new RedisLock(server.withReplicas(replicas), channel, shared, unavailableTimeout, fencing, waiting);
    }

    /** {@return the key of the server's counter that fencing tokens come from} */
    public String fenceKey() {
        return channel + "-fence";
    }

    @Override
    public RedisHold acquire() throws LockException {
        Dependency.require();
        return new RedisHold(Acquiring.acquire(waiting, new ChannelKind(this)));
    }

    @Override
    public Optional<RedisHold> tryAcquire(Duration timeout) throws LockException {
        Dependency.require();
        return Optional.ofNullable(Acquiring.tryAcquire(waiting, timeout, new ChannelKind(this)))
                .map(RedisHold::new);
    }

    /**
     * Asks who holds the lock now, which may take the unavailable timeout. Holders of this library on this machine are told
     * with their process; of others their {@link LockHolder#command()} says what is known, and the process is 0.
     *
     * @return the holders, empty if there are none or the server does not say
     */
    @Override
    public List<LockHolder> holders() {
        return Dependency.isThere() ? Holders.of(this) : List.of();
    }

    /**
     * Asks who is on the channel, without joining or ending anybody.
     *
     * @return those who hold the lock, and writers that want it; empty if it is free
     * @throws io.portalocker.AlreadyLockedException if there were subscribers, and no complete answer from them within the
     *     unavailable timeout
     * @throws io.portalocker.LockInterruptedException if the thread was interrupted; its status is set again
     * @throws LockException if the server cannot be asked
     */
    public List<RedisHolder> probe() throws LockException {
        Dependency.require();
        return Probe.of(this);
    }
}
