package io.portalocker.redis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens for releases of leases: one thread and one connection for each client, for as long as anybody waits through it.
 * Messages may be lost, as when the connection breaks; who waits looks by itself from time to time.
 */
final class LeaseNews extends JedisPubSub {

    /** How long the connection is kept for the next who waits. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(RedisServer.KEEP_IDLE_SECONDS);

    /** Guarded by itself; by the client's identity, which may define equality as it likes. */
    private static final IdentityHashMap<UnifiedJedis, LeaseNews> OF_CLIENT = new IdentityHashMap<>();

    /** Guarded by {@link #OF_CLIENT}; channels, and who waits for their messages. */
    private final Map<String, Set<Bell>> waiting = new HashMap<>();

    /** Guarded by {@link #OF_CLIENT}. */
    private final Set<String> subscribed = new HashSet<>();

    /** Guarded by {@link #OF_CLIENT}. */
    private boolean connected;

    /** One who waits for the messages of one lease. */
    static final class Subscription implements AutoCloseable {
        private final RedisLease lease;
        private final Bell bell = new Bell();
        private boolean begun;

        Subscription(RedisLease lease) {
            this.lease = lease;
        }

        /** Listens from now on, unless it does. */
        boolean begin() {
            if (begun) {
                return false;
            }
            begun = true;
            add(lease, bell);
            return true;
        }

        void await(long nanos) throws InterruptedException {
            bell.await(nanos);
        }

        @Override
        public void close() {
            if (begun) {
                remove(lease, bell);
            }
        }
    }

    private static void add(RedisLease lease, Bell bell) {
        synchronized (OF_CLIENT) {
            LeaseNews news = OF_CLIENT.get(lease.client());
            boolean starts = news == null;
            LeaseNews mine = news == null ? new LeaseNews() : news;
            mine.waiting
                    .computeIfAbsent(lease.news(), channel -> new HashSet<>())
                    .add(bell);
            boolean more = mine.subscribed.add(lease.news());
            if (starts) {
                OF_CLIENT.put(lease.client(), mine);
                mine.start(lease.client(), lease.news());
            } else if (more && mine.connected) {
                mine.tell(() -> mine.subscribe(lease.news()));
            }
        }
    }

    private static void remove(RedisLease lease, Bell bell) {
        synchronized (OF_CLIENT) {
            LeaseNews news = OF_CLIENT.get(lease.client());
            Set<Bell> bells = news == null ? null : news.waiting.get(lease.news());
            if (news == null || bells == null || !bells.remove(bell) || !bells.isEmpty()) {
                return;
            }
            news.waiting.remove(lease.news());
            if (news.waiting.isEmpty()) {
                Timer.after(LINGER, () -> news.endIfNobodyWaits(lease.client()));
            } else if (news.connected && news.subscribed.remove(lease.news())) {
                news.tell(() -> news.unsubscribe(lease.news()));
            }
        }
    }

    /**
     * Nobody can get hold of it once it is out of the map: what is sent after the end of a subscription spoils the
     * pool's connection.
     */
    private void endIfNobodyWaits(UnifiedJedis client) {
        synchronized (OF_CLIENT) {
            if (waiting.isEmpty() && OF_CLIENT.remove(client, this) && connected) {
                tell(this::unsubscribe);
            }
        }
    }

    private void tell(Runnable command) {
        try {
            command.run();
        } catch (JedisException e) {
            connected = false; // the thread is about to see it
        }
    }

    private void start(UnifiedJedis client, String channel) {
        Thread.ofPlatform().daemon().name("portalocker-redis-lease-news").start(() -> {
            try {
                client.subscribe(this, channel);
            } catch (JedisException | IllegalStateException e) {
                // those who wait look by themselves
            } finally {
                end(client);
            }
        });
    }

    private void end(UnifiedJedis client) {
        synchronized (OF_CLIENT) {
            connected = false;
            OF_CLIENT.remove(client, this);
            waiting.values().forEach(bells -> bells.forEach(Bell::ring));
        }
    }

    @Override
    public void onSubscribe(String channel, int count) {
        synchronized (OF_CLIENT) {
            if (!connected) {
                connected = true;
                if (!OF_CLIENT.containsValue(this)) {
                    tell(this::unsubscribe);
                    return;
                }
                subscribed.stream().filter(each -> !each.equals(channel)).forEach(each -> tell(() -> subscribe(each)));
            }
            ring(waiting.get(channel)); // what was freed before was told to nobody
        }
    }

    @Override
    public void onMessage(String channel, String message) {
        synchronized (OF_CLIENT) {
            ring(waiting.get(channel));
        }
    }

    private static void ring(@Nullable Set<Bell> bells) {
        if (bells != null) {
            bells.forEach(Bell::ring);
        }
    }
}
