package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.LockIOException;
import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.text.Log;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A lease, wanted once: the key, the replicas, and waiting for whoever has it. */
final class KeyKind implements Kind<KeyHold>, Acquiring.Request<KeyHold> {

    /** One gate for each lease that this JVM's threads hold or want. */
    static final NamedGates GATES = new NamedGates();

    /** How often one who waits looks, should no message come. */
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    /** How long a server that fails is left alone. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final RedisLease lease;
    private final LeaseKey key;
    private final String owner;
    private List<LockHolder> holders = List.of();

    KeyKind(RedisLease lease) throws LockIOException {
        this.lease = lease;
        this.key = new LeaseKey(lease);
        this.owner = LeaseOwner.mine();
    }

    RedisLease lease() {
        return lease;
    }

    @Override
    public KeyHold approach(Deadline deadline, int round) {
        NamedGates.Name name = new NamedGates.Name(lease.client(), lease.key());
        return new KeyHold(this, name);
    }

    @Override
    public @Nullable KeyHold take(Deadline deadline) throws IOException, InterruptedException {
        return Acquisition.take(this, deadline);
    }

    @Override
    public String name() {
        return "Redis lease '" + lease.name() + "'";
    }

    @Override
    public String rivals() {
        return name() + " is held by "
                + (holders.isEmpty() ? "somebody" : holders.getFirst().toString());
    }

    @Override
    public List<LockHolder> holders() {
        return holders;
    }

    /** Answers null when somebody else has it at the deadline. */
    KeyHold.@Nullable Stay contend(Deadline deadline) throws LockException, InterruptedException {
        boolean unsure = false;
        KeyHold.Stay taken = null;
        try (LeaseNews.Subscription news = new LeaseNews.Subscription(lease)) {
            while (true) {
                long wait = PAUSE;
                LockException failure = null;
                try {
                    long sent = System.nanoTime();
                    LeaseKey.Taken answer = key.take(owner);
                    if (answer.token() > 0 && answer.confirmed() >= lease.replicas()) {
                        taken = new KeyHold.Stay(answer.token(), sent);
                        return taken;
                    }
                    if (answer.token() > 0) {
                        failure = unconfirmed(answer.confirmed());
                        free();
                    }
                    long left = answer.left() < 0 ? LOOK : TimeUnit.MILLISECONDS.toNanos(answer.left() + 1);
                    wait = failure == null ? Math.min(LOOK, left) : PAUSE;
                } catch (JedisException e) {
                    unsure = true;
                    failure = failure(e);
                } catch (IOException e) {
                    throw new LockIOException(name() + ": " + e.getMessage(), "take", "", 0, e);
                }
                if (deadline.hasPassed()) {
                    if (failure != null) {
                        throw failure;
                    }
                    holders = key.holders();
                    return null;
                }
                if (failure == null && news.begin()) {
                    continue; // what was freed before we listened was told to nobody
                }
                long random = ThreadLocalRandom.current().nextLong(PAUSE / 2);
                news.await(Math.max(1, Math.min(wait + random, deadline.remaining())));
            }
        } finally {
            if (unsure && taken == null) {
                free(); // an answer that was lost may have said that it is ours
            }
        }
    }

    boolean renew() {
        return key.renew(owner);
    }

    /** Frees what is this owner's. If Redis cannot be reached, it ends with its term. */
    void free() {
        try (Uninterrupted _ = new Uninterrupted()) {
            key.free(owner);
        } catch (JedisException | IllegalStateException e) {
            Log.debug("release of " + name(), e);
        }
    }

    private LockIOException unconfirmed(long confirmed) {
        return new LockIOException(
                name() + " was confirmed by " + confirmed + " of " + lease.replicas() + " replicas",
                "wait",
                "",
                0,
                new IOException("too few replicas"));
    }

    /** A master that is being replaced refuses for a while, and connections to it end. */
    private LockException failure(JedisException e) throws LockException {
        if (e instanceof JedisDataException refusal) {
            String message = String.valueOf(refusal.getMessage());
            LockException refused = RedisFailures.refused("of lease '" + lease.name() + "'", "take it", refusal);
            boolean passing = List.of("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK")
                    .contains(message.split(" ", 2)[0]);
            if (!passing) {
                throw refused;
            }
            return refused;
        }
        return new LockIOException(
                "cannot reach Redis for lease '" + lease.name() + "': " + e.getMessage(), "connect", "", 0, e);
    }
}
