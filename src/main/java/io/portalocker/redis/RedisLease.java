package io.portalocker.redis;

import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/**
 * A lock with a term, for Redis with replicas: behind sentinels, in a cluster, or managed. It is one key that holds the
 * owner and expires by itself; while the lease is held it is renewed three times in a term. It excludes neither
 * {@link RedisLock} nor Python's portalocker.
 *
 * <p>It is acquired by {@code SET NX PX}, renewed and released only by its owner, and if {@link #replicas()} are asked for,
 * counts as held only when so many have confirmed it. It is <b>lost</b> when it could not be renewed within the term, or
 * when the key turns out to be gone or another's; then the holder is told, and it never comes back. Keys, script and
 * messages are of one hash slot. The lease is not re-entrant. Waiters of a JVM queue up; the head is woken by a message of
 * who releases, and looks once a second at most.
 *
 * <p>Redis replicates without waiting. After a failover the new master may not know of the lease: then another can have it
 * while the holder believes in it until its next renewal, a third of the term later at most. {@code withReplicas} makes that
 * less likely and cannot exclude it. What must not go wrong is to be guarded by the
 * {@linkplain RedisLeaseHold#fencingToken() fencing token}, which increases over failovers too, as long as the clocks of the
 * servers differ by less than a failover takes.
 *
 * <p>Acquiring fails with a {@link io.portalocker.LockIOException} if Redis cannot be reached within the timeout, and with a
 * {@link io.portalocker.LockUnsupportedException} if a right is missing ({@code EVAL}, {@code GET}, {@code SET},
 * {@code PEXPIRE}, {@code PTTL}, {@code DEL}, {@code TIME}, {@code INCR}, {@code PUBLISH}, {@code SUBSCRIBE}, and with
 * replicas {@code WAIT}) or Jedis is not there.
 *
 * @param client a {@code RedisClient}, {@code RedisSentinelClient} or {@code RedisClusterClient} of the caller's, which is
 *     never closed and must stay open while a lease is held; its pool needs a connection for one who waits
 * @param name printable ASCII without spaces and braces
 * @param term how long the lease outlives its holder, from 100 ms to 24 h
 * @param replicas how many replicas must confirm before it is held; 0 for none
 * @param waiting how {@link #acquire()} waits
 */
@SuppressWarnings("exports") // Jedis is for those who use it to require; the module must do without
public record RedisLease(UnifiedJedis client, String name, Duration term, int replicas, Waiting waiting)
        implements LockBase<RedisLease, RedisLeaseHold> {

    /** Long enough for a failover of Sentinel's defaults within it to be survived, short enough to be waited for. */
    public static final Duration DEFAULT_TERM = Duration.ofSeconds(15);

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is empty or has other characters, the term is shorter than 100 ms or
     *     longer than a day, or the number of replicas is negative
     */
    public RedisLease {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(waiting, "waiting");
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c <= '~' && c != '{' && c != '}')) {
            throw new IllegalArgumentException("name is not printable ASCII without spaces and braces: '" + name + "'");
        }
        if (term.compareTo(SHORTEST) < 0 || term.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("term is not within 100 ms and 24 h: " + term);
        }
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas is negative: " + replicas);
        }
    }

    /**
     * Describes a lease with the default term, which needs no confirmation of replicas.
     *
     * @param client the client
     * @param name printable ASCII without spaces and braces
     * @return the lease
     * @throws IllegalArgumentException if the name is not as said
     */
    public static RedisLease of(UnifiedJedis client, String name) {
        return new RedisLease(client, name, DEFAULT_TERM, 0, Waiting.DEFAULT);
    }

    /**
     * Describes a lease at the server of a URI, through a client that this library makes, one for each URI and process, and
     * never closes.
     *
     * @param uri as {@link RedisServer#at(String)} takes it, but for a local socket
     * @param name printable ASCII without spaces and braces
     * @return the lease
     * @throws IllegalArgumentException if the URI or the name is not as said
     * @throws io.portalocker.LockUnsupportedException if Jedis is not there
     * @throws LockException never otherwise
     */
    public static RedisLease at(String uri, String name) throws LockException {
        Dependency.require();
        return of(LeaseClients.at(RedisServer.parts(uri)), name);
    }

    /**
     * Copies with another term.
     *
     * @param term from 100 ms to 24 h
     * @return the copy
     * @throws IllegalArgumentException if it is not
     */
    public RedisLease withTerm(Duration term) {
        return new RedisLease(client, name, term, replicas, waiting);
    }

    /**
     * Copies with another number of replicas.
     *
     * @param replicas how many must confirm before it is held
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public RedisLease withReplicas(int replicas) {
        return new RedisLease(client, name, term, replicas, waiting);
    }

    @Override
    public String identity() {
        return "redis-lease " + name;
    }

    @Override
    public RedisLease withWaiting(Waiting waiting) {
        return new RedisLease(client, name, term, replicas, waiting);
    }

    /** {@return the key that holds the owner} */
    public String key() {
        return "portalocker:{" + name + "}";
    }

    /** {@return the key of the counter that fencing tokens come from, in the same hash slot} */
    public String fenceKey() {
        return key() + ":fence";
    }

    /** The channel on which a release is told. */
    String news() {
        return key() + ":news";
    }

    @Override
    public RedisLeaseHold acquire() throws LockException {
        Dependency.require();
        return new RedisLeaseHold(Acquiring.acquire(waiting, new KeyKind(this)));
    }

    @Override
    public Optional<RedisLeaseHold> tryAcquire(Duration timeout) throws LockException {
        Dependency.require();
        return Optional.ofNullable(Acquiring.tryAcquire(waiting, timeout, new KeyKind(this)))
                .map(RedisLeaseHold::new);
    }

    /**
     * Asks who holds it now; {@link LockHolder#command()} of a holder on another machine says where it is.
     *
     * @return the holder, or none if it is free or Redis does not say
     */
    @Override
    public List<LockHolder> holders() {
        return Dependency.isThere() ? new LeaseKey(this).holders() : List.of();
    }
}
