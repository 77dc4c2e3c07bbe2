package io.portalocker.redis;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.LockIOException;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Takes a lease once: the queue of this JVM, the key, the replicas, and waiting for whoever has it. */
final class LeaseAcquisition {

    /** How often one who waits looks, should no message come. */
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    /** How long a server that fails is left alone. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final RedisLease lease;
    private final Waiting waiting;
    private final Deadline deadline;
    private final LeaseKey key;
    private final String owner = LeaseOwner.mine();
    private List<LockHolder> holders = List.of();

    LeaseAcquisition(RedisLease lease, Waiting waiting) {
        this.lease = lease;
        this.waiting = waiting;
        this.deadline = Deadline.after(this.waiting.timeout(), Ticker.SYSTEM);
        this.key = new LeaseKey(lease);
    }

    RedisLeaseHold orThrow() throws LockException {
        RedisLeaseHold hold = orNull();
        if (hold != null) {
            return hold;
        }
        Duration waited = Duration.ofNanos(deadline.elapsed());
        String message = "Redis lease '" + lease.name() + "' is held by "
                + (holders.isEmpty() ? "somebody" : holders.getFirst().toString());
        if (waiting.timeout().isZero()) {
            throw new AlreadyLockedException(message, waited, holders);
        }
        throw new LockTimeoutException(message + "; waited " + waited.toMillis() + " ms", waited, holders);
    }

    /** Answers null when somebody else has it at the deadline. */
    @Nullable
    RedisLeaseHold orNull() throws LockException {
        Channels.Queue queue = Channels.OF_JVM.reference(lease.client(), lease.key());
        RedisLeaseHold hold = null;
        boolean inside = false;
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            inside = queue.gate.enter(false, deadline);
            hold = inside ? contend(queue) : null;
            return hold;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for Redis lease '" + lease.name() + "'");
        } finally {
            if (hold == null) {
                if (inside) {
                    queue.gate.leave(false);
                }
                Channels.OF_JVM.dereference(queue);
            }
        }
    }

    private @Nullable RedisLeaseHold contend(Channels.Queue queue) throws LockException, InterruptedException {
        try (LeaseNews.Subscription news = new LeaseNews.Subscription(lease)) {
            while (true) {
                long wait = PAUSE;
                LockException failure = null;
                try {
                    long sent = System.nanoTime();
                    LeaseKey.Taken taken = key.take(owner);
                    if (taken.token() > 0 && taken.confirmed() >= lease.replicas()) {
                        return new RedisLeaseHold(lease, key, owner, taken.token(), sent, queue);
                    }
                    if (taken.token() > 0) {
                        failure = unconfirmed(taken.confirmed());
                        key.free(owner);
                    }
                    long left = taken.left() < 0 ? LOOK : TimeUnit.MILLISECONDS.toNanos(taken.left() + 1);
                    wait = failure == null ? Math.min(LOOK, left) : PAUSE;
                } catch (JedisException e) {
                    failure = failure(e);
                } catch (IOException e) {
                    throw new LockIOException(
                            "Redis lease '" + lease.name() + "': " + e.getMessage(), "take", "", 0, e);
                }
                if (deadline.hasPassed()) {
                    if (failure != null) {
                        giveUp();
                        throw failure;
                    }
                    holders = key.holders();
                    return null;
                }
                if (failure == null && !deadline.isImmediate()) {
                    if (news.begin()) {
                        continue; // what was freed before we listened was told to nobody
                    }
                }
                long random = ThreadLocalRandom.current().nextLong(PAUSE / 2);
                news.await(Math.max(1, Math.min(wait + random, deadline.remaining())));
            }
        }
    }

    private LockIOException unconfirmed(long confirmed) {
        return new LockIOException(
                "Redis lease '" + lease.name() + "' was confirmed by " + confirmed + " of " + lease.replicas()
                        + " replicas",
                "wait",
                "",
                0,
                new IOException("too few replicas"));
    }

    /** Whether it was taken is unknown when the answer was lost. */
    private void giveUp() {
        try {
            key.free(owner);
        } catch (JedisException e) {
            // it ends with its term
        }
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
