package io.portalocker.redis;

import io.portalocker.LockUnsupportedException;

/**
 * Whether Jedis is there. It must be asked before any class that catches or throws what is Jedis', which cannot even be
 * verified without it.
 */
final class Dependency {

    private static final boolean PRESENT = isPresent();

    private Dependency() {}

    static void require() throws LockUnsupportedException {
        if (!PRESENT) {
            throw new LockUnsupportedException(
                    "RedisLock needs Jedis on the module or class path: add the dependency redis.clients:jedis");
        }
    }

    private static boolean isPresent() {
        try {
            Class.forName("redis.clients.jedis.Connection", false, Dependency.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
