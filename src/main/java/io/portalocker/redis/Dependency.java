package io.portalocker.redis;

import io.portalocker.LockUnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Whether Jedis is there. It must be asked before any class that catches or throws what is Jedis', which cannot even be
 * verified without it.
 */
final class Dependency {

    private static final String NEEDED = "7.4";

    /** What is wrong with Jedis; empty if nothing is. */
    private static final String TROUBLE = trouble();

    private Dependency() {}

    static void require() throws LockUnsupportedException {
        if (!TROUBLE.isEmpty()) {
            throw new LockUnsupportedException(TROUBLE);
        }
    }

    static boolean isThere() {
        return TROUBLE.isEmpty();
    }

    private static String trouble() {
        ClassLoader loader = Dependency.class.getClassLoader();
        try {
            Class.forName("redis.clients.jedis.Connection", false, loader);
        } catch (ClassNotFoundException e) {
            return "RedisLock needs Jedis on the module or class path: add the dependency redis.clients:jedis, version "
                    + NEEDED + " or later";
        }
        try {
            Class<?> connection = Class.forName("redis.clients.jedis.Connection", false, loader);
            connection.getMethod("forceDisconnect");
            Class.forName("redis.clients.jedis.RedisClient", false, loader).getMethod("getPool");
            Class.forName("redis.clients.jedis.RedisSentinelClient", false, loader);
            Class.forName("redis.clients.jedis.RedisClusterClient", false, loader);
            return "";
        } catch (LinkageError e) {
            return "RedisLock cannot link redis.clients:jedis of version " + version(loader)
                    + ": is what it depends on there? " + e;
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return "RedisLock needs redis.clients:jedis of version " + NEEDED + " or later, and there is "
                    + version(loader);
        }
    }

    private static String version(ClassLoader loader) {
        try (InputStream description =
                loader.getResourceAsStream("META-INF/maven/redis.clients/jedis/pom.properties")) {
            Properties properties = new Properties();
            if (description != null) {
                properties.load(description);
            }
            return properties.getProperty("version", "an older one");
        } catch (IOException e) {
            return "an older one";
        }
    }
}
