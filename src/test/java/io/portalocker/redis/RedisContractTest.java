package io.portalocker.redis;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.contract.LockContract;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import redis.clients.jedis.RedisClient;

/** {@link RedisLock}, {@link RedisSemaphore} and {@link RedisLease} keep the contract of all locks. */
class RedisContractTest {
    private static LiveRedis redis;
    private static RedisClient client;

    @BeforeAll
    static void start() {
        redis = LiveRedis.start();
        client = RedisClient.create(redis.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        redis.close();
    }

    /** One for each directory, as files are. */
    private static String channel(Path directory) {
        return "contract-" + directory.getFileName();
    }

    /** A lock that lives on its connection, and is in doubt while the server was not heard of. */
    abstract static class OnAChannel<H extends Held> extends LockContract<H> {
        @Override
        protected Peer peer(Path directory) {
            return Peer.java("redis", Path.of(name(directory)), "url=" + redis.url());
        }

        @Override
        protected String name(Path directory) {
            return channel(directory);
        }

        @Override
        protected void assertHeld(Held held) {
            Background.await(held::isHeld);
        }
    }

    @Nested
    class Exclusive extends OnAChannel<RedisHold> {
        @Override
        protected LockBase<?, RedisHold> lock(Path directory) {
            return redis.lock(channel(directory));
        }
    }

    @Nested
    class Shared extends OnAChannel<RedisHold> {
        @Override
        protected LockBase<?, RedisHold> lock(Path directory) {
            return redis.lock(channel(directory)).withShared(true);
        }

        @Override
        protected LockBase<?, ? extends Held> contender(Path directory) {
            return redis.lock(channel(directory));
        }
    }

    @Nested
    class OneSlot extends OnAChannel<RedisPermit> {
        @Override
        protected LockBase<?, RedisPermit> lock(Path directory) {
            return RedisSemaphore.named(redis.server(), channel(directory), 1);
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.java("redis", Path.of(name(directory) + ".00"), "url=" + redis.url());
        }
    }

    @Nested
    class Lease extends LockContract<RedisLeaseHold> {
        @Override
        protected LockBase<?, RedisLeaseHold> lock(Path directory) {
            return RedisLease.of(client, channel(directory));
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.java("redis-lease", Path.of(name(directory)), "url=" + redis.url(), "term=8");
        }

        @Override
        protected Duration outlives() {
            return Duration.ofSeconds(60); // its term, and the patience of a loaded machine
        }

        @Override
        protected String name(Path directory) {
            return channel(directory);
        }
    }
}
