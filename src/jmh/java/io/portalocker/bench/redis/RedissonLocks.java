package io.portalocker.bench.redis;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Redisson's lock, with its defaults. */
public final class RedissonLocks implements AutoCloseable {

    private final RedissonClient client;

    public RedissonLocks(Server server) {
        Config config = new Config();
        config.useSingleServer().setAddress(server.url());
        client = Redisson.create(config);
    }

    public Subject lock(String name) {
        return () -> {
            var lock = client.getLock(name);
            lock.lock();
            return lock::unlock;
        };
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
