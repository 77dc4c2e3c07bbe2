package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RedisUriTest {

    @ParameterizedTest
    @CsvSource({
        "redis://host,host:6379,0",
        "redis://host/,host:6379,0",
        "redis://host/0,host:6379,0",
        "redis://host:7000/12,host:7000,12",
        "rediss://host,host:6379,0",
        "redis://my_redis:7000,my_redis:7000,0",
        "redis://me:se%40cret@my_redis,my_redis:6379,0",
        "redis://[::1]:7000/1,[::1]:7000,1",
        "redis://127.0.0.1:6379?protocol=3,127.0.0.1:6379,0",
        "unix:///run/redis.sock,/run/redis.sock,0",
        "unix:///run/redis.sock?db=3,/run/redis.sock,3"
    })
    void understood(String uri, String address, int database) {
        var parts = RedisUri.of(URI.create(uri));
        assertEquals(address, parts.address());
        assertEquals(database, parts.database());
        assertEquals(uri.startsWith("rediss"), parts.tls());
        assertEquals(address, RedisServer.at(uri).toString());
    }

    @Test
    void credentials() {
        var both = RedisUri.of(URI.create("redis://me:se%40c%3Aret+@my_redis"));
        assertEquals(Optional.of("me"), both.user());
        assertEquals(Optional.of("se@c:ret+"), both.password());
        var password = RedisUri.of(URI.create("redis://:secret@host"));
        assertEquals(Optional.empty(), password.user());
        assertEquals(Optional.of("secret"), password.password());
        assertEquals(
                Optional.of("secret"),
                RedisUri.of(URI.create("unix:///a?db=1&password=secret")).password());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://host/abc",
                "redis://:secret@host/-1",
                "redis://host:0",
                "redis://host:99999",
                "http://host",
                "redis:",
                "redis:///0",
                "redis://:secret@",
                "unix:",
                "unix://",
                "redis://host/1/2",
                "redis://host:port"
            })
    void refused(String uri) {
        var failure = assertThrows(IllegalArgumentException.class, () -> RedisServer.at(uri));
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        assertFalse(failure instanceof NumberFormatException, failure::toString);
    }

    @Test
    void aLocalSocket(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("redis.sock");
        try (var redis = LiveRedis.start("--unixsocket", socket.toString())) {
            var local = RedisLock.of(RedisServer.at("unix://" + socket), "local");
            try (var hold = local.acquire()) {
                assertTrue(hold.isHeld());
                hold.ensureHeld();
                assertTrue(redis.lock("local").tryAcquire().isEmpty());
            }
            var gone = RedisLock.of(RedisServer.at("unix://" + directory.resolve("none")), "local");
            assertThrows(io.portalocker.LockIOException.class, gone::acquire);
        }
    }

    @Test
    void withoutADatabase() throws Exception {
        try (var redis = LiveRedis.start()) {
            for (var end : new String[] {"", "/", "/0", "/1"}) {
                RedisLock.of(RedisServer.at(redis.url() + end), "x").acquire().close();
            }
        }
    }
}
