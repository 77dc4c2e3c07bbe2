package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jedis is optional: without it a Redis lock names it, and nothing else misses it. */
class WithoutJedisTest {

    /** Runs where there is no Jedis: {@code Main FILE}. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            try (var file = Lock.of(Path.of(args[0])).acquire()) {
                System.out.println("file " + file.isHeld());
            }
            for (var lock : List.of(
                    RedisLock.of(RedisServer.at("redis://127.0.0.1:1"), "x"),
                    RedisSemaphore.named(RedisServer.at("redis://127.0.0.1:1"), "x", 1))) {
                try (var _ = lock.acquire()) {
                    System.out.println("locked");
                } catch (io.portalocker.LockUnsupportedException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void theRestWorksAndRedisLockNamesTheDependency(@TempDir Path directory) {
        String path = Stream.of(
                        System.getProperty("portalocker.test.modulepath"), System.getProperty("java.class.path"))
                .flatMap(each -> Arrays.stream(each.split(File.pathSeparator)))
                .filter(each -> !each.contains("jedis") && !each.contains("commons-pool2"))
                .collect(Collectors.joining(File.pathSeparator));
        try (var child = Child.start(
                Jvm.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path + File.pathSeparator + Build.testClasses(),
                Main.class.getName(),
                directory.resolve("file").toString())) {
            child.expect("file true");
            for (int i = 0; i < 2; i++) {
                String said = child.line();
                assertTrue(said.contains("redis.clients:jedis"), said);
            }
            assertEquals(0, child.exitCode());
        }
    }
}
