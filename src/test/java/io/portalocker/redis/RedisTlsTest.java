package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

/** A server that speaks TLS to a user with a password: by configuration, by URI, and what is said where it fails. */
@Timeout(120)
class RedisTlsTest {
    private static final String USER = "locker:s%40cret"; // s@cret

    @TempDir
    static Path directory;

    private static TlsFiles files;
    private static int port;
    private static LiveRedis redis;

    /** Locks by a URI, with what the JVM trusts: {@code Main URL CHANNEL}. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) {
            try (var hold = RedisLock.of(RedisServer.at(args[0]), args[1]).acquire()) {
                System.out.println("held " + hold.isHeld());
                var _ = System.in.read();
            } catch (LockException e) {
                System.out.println(e.getMessage());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @BeforeAll
    static void start() throws Exception {
        files = TlsFiles.create(directory, "dns:localhost,ip:127.0.0.1");
        port = LiveRedis.freePort();
        redis = serve(files, port);
        try (var admin = redis.client()) {
            admin.aclSetUser("locker", "on", ">s@cret", "+@all", "~*", "&*");
        }
    }

    private static LiveRedis serve(TlsFiles files, int port) {
        try {
            return LiveRedis.start(files.server(port));
        } catch (AssertionError e) {
            Requirements.require(!String.valueOf(e.getMessage()).contains("Bad directive"), "redis-server with TLS");
            throw e;
        }
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    private static Child client(String url, String channel, TlsFiles trusted) {
        var command = new ArrayList<>(Jvm.command(Main.class, url, channel));
        if (trusted != null) {
            command.addAll(
                    1,
                    List.of(
                            "-Djavax.net.ssl.trustStore=" + trusted.trustStore(),
                            "-Djavax.net.ssl.trustStorePassword=" + TlsFiles.PASSWORD));
        }
        return Child.start(command);
    }

    private static void assertSays(String said, String... parts) {
        for (String part : parts) {
            assertTrue(said.contains(part), () -> "'" + part + "' in: " + said);
        }
        assertFalse(said.contains("cret"), said);
    }

    @Test
    void aConfiguredClientLocksAndLearnsOfALoss() throws Exception {
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .user("locker")
                .password("s@cret")
                .sslOptions(SslOptions.builder()
                        .truststore(files.trustStore().toFile(), TlsFiles.PASSWORD.toCharArray())
                        .build())
                .build();
        var lock = RedisLock.of(RedisServer.at(new HostAndPort("localhost", port), config), "configured");
        var lost = new CountDownLatch(1);
        try (var hold = lock.acquire()) {
            assertTrue(redis.lock("configured").tryAcquire().isEmpty(), "who comes in plain text is kept out");
            hold.ensureHeld();
            var me = redis.clients().stream()
                    .filter(each -> each.get("name").equals(hold.clientName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals("locker", me.get("user"));
            assertTrue(me.get("laddr").endsWith(":" + port), me::toString);
        }
        var hold = lock.acquire();
        hold.onLost(lost::countDown);
        try (var admin = redis.client()) {
            admin.aclDelUser("locker"); // which ends the user's connections
            assertTrue(lost.await(30, TimeUnit.SECONDS));
            assertFalse(hold.isHeld());
            assertSays(
                    assertThrows(LockIOException.class, lock::acquire).getMessage(), "localhost:" + port, "password");
            admin.aclSetUser("locker", "on", ">s@cret", "+@all", "~*", "&*");
        }
    }

    @Test
    void aUriLocksWithWhatTheJvmTrusts() throws Exception {
        try (var client = client("rediss://" + USER + "@localhost:" + port + "/2", "uri", files)) {
            client.expect("held true");
            assertTrue(redis.lock("uri").tryAcquire().isEmpty());
            assertEquals(0, client.exitCode());
            redis.lock("uri").acquire().close();
        }
        try (var client = client("rediss://locker:wr0ng@localhost:" + port, "uri", files)) {
            assertSays(client.line(), "localhost:" + port, "user or password");
        }
    }

    @Test
    void anUntrustedCertificateIsRefused() throws Exception {
        try (var client = client("rediss://" + USER + "@localhost:" + port, "untrusted", null)) {
            assertSays(client.line(), "cannot connect to Redis localhost:" + port, "certificate", "trustStore");
        }
        assertEquals(0, redis.subscribers("untrusted"));
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        var elsewhere = TlsFiles.create(Files.createDirectory(directory.resolve("other")), "dns:other.example");
        int otherPort = LiveRedis.freePort();
        try (var _ = serve(elsewhere, otherPort);
                var client = client("rediss://localhost:" + otherPort, "host", elsewhere)) {
            assertSays(client.line(), "cannot connect to Redis localhost:" + otherPort, "matching localhost");
        }
    }

    @Test
    void plainTextAndTlsAreToldApart() throws Exception {
        var plain = RedisLock.of(RedisServer.at("redis://" + USER + "@localhost:" + port), "mixed-up");
        assertSays(
                assertThrows(LockIOException.class, plain::acquire).getMessage(),
                "cannot connect to Redis localhost:" + port,
                "rediss:// for redis://");
        var tls = RedisLock.of(RedisServer.at("rediss://" + USER + "@127.0.0.1:" + redis.port()), "mixed-up");
        assertSays(
                assertThrows(LockIOException.class, tls::acquire).getMessage(),
                "cannot connect to Redis 127.0.0.1:" + redis.port(),
                "redis:// for rediss://");
    }
}
