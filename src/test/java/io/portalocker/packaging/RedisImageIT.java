package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.redis.LiveRedis;
import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis from images that jlink made: the application in {@code src/it/redis}, and the command. */
@Timeout(120)
class RedisImageIT {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Path SOURCES = Build.base().resolve("src/it/redis/java");

    private static LiveRedis redis;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() {
        redis = LiveRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static String link() throws Exception {
        String path = String.join(
                File.pathSeparator,
                System.getProperty("portalocker.test.modulepath").split(File.pathSeparator, 2)[0],
                System.getProperty("portalocker.test.redis.modulepath"));
        Path classes = directory.resolve("classes");
        run(
                BIN.resolve("javac").toString(),
                "--release=22",
                "-Xlint:all",
                "-Werror",
                "--module-path=" + path,
                "-d",
                classes.toString(),
                SOURCES.resolve("module-info.java").toString(),
                SOURCES.resolve("it/redis/Main.java").toString());
        Path image = directory.resolve("image");
        run(
                BIN.resolve("jlink").toString(),
                "--module-path=" + path + File.pathSeparator + classes,
                "--add-modules=it.redis,org.slf4j.nop",
                "--add-options=--enable-native-access=io.portalocker",
                "--output=" + image);
        return image.resolve("bin/java").toString();
    }

    private static void run(String... command) throws Exception {
        assertEquals("", Outcome.of(directory, List.of(command)).cleanOutput());
    }

    @Test
    void anApplicationIsLinkedWithJedisAndExcludesPython() throws Exception {
        String java = link();
        try (var python = Peer.python("redis", Path.of("linked"), "url=" + redis.url());
                var application = Child.start(java, "--module=it.redis/it.redis.Main", redis.url(), "linked")) {
            assertEquals(
                    "held=true token=N modules=[com.google.gson, io.portalocker, it.redis, java.base, java.management,"
                            + " org.apache.commons.pool2, org.json, org.slf4j, org.slf4j.nop,"
                            + " redis.clients.authentication.core, redis.clients.jedis]",
                    application.line().replaceFirst("token=[1-9][0-9]*", "token=N"));
            assertFalse(python.tryAcquire());
            application.endInput();
            application.expect("released");
            assertEquals(0, application.exitCode());
            assertFalse(application.transcript().contains("SLF4J"), application.transcript());
            assertTrue(python.tryAcquire());
        }
    }

    @Test
    void theCommandOfTheImageExcludesPython() throws Exception {
        try (var python = Peer.python("redis", Path.of("command"), "url=" + redis.url());
                var command = Child.start(
                        Image.launcher().toString(),
                        "redis",
                        "--url",
                        redis.url(),
                        "--token-env",
                        "FENCE",
                        "command",
                        "--",
                        "sh",
                        "-c",
                        "echo token=$FENCE; cat; exit 7")) {
            String token = command.line();
            assertTrue(token.matches("token=[1-9][0-9]*"), token);
            assertFalse(python.tryAcquire());
            assertEquals(7, command.exitCode());
            assertEquals("< " + token, command.transcript().strip());
            assertTrue(python.tryAcquire());
        }
    }
}
