package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pattern of docs/redis.md: a resource that refuses tokens lower than the highest it has seen. */
@Timeout(120)
class FencingTest {

    /** A resource somewhere else, which knows nothing of locks. */
    private static final class Store {
        private long highest;
        private final List<String> accepted = new ArrayList<>();

        synchronized boolean write(long token, String what) {
            if (token < highest) {
                return false;
            }
            highest = token;
            accepted.add(what);
            return true;
        }
    }

    @Test
    void aHolderThatWakesUpTooLateIsRejected() throws Exception {
        var store = new Store();
        try (var redis = LiveRedis.start();
                var sleeper = Peer.java("redis", Path.of("fenced"), "url=" + redis.url())) {
            sleeper.acquire();
            long old = Long.parseLong(sleeper.child().ask("token"));
            assertTrue(store.write(old, "before"));
            Signals.send("STOP", sleeper);
            try (var hold = redis.lock("fenced")
                    .withTimeout(io.portalocker.Waiting.FOREVER)
                    .acquire()) {
                assertTrue(hold.fencingToken() > old);
                assertTrue(store.write(hold.fencingToken(), "next"));
                Signals.send("CONT", sleeper);
                // It goes on where it was, without a look at the lock: only the resource can stop it.
                long late = Long.parseLong(sleeper.child().ask("token"));
                assertEquals(old, late);
                assertTrue(!store.write(late, "too late"));
            }
            assertTrue(sleeper.child().ask("ensure").startsWith("error LockLost"));
        }
        assertEquals(List.of("before", "next"), store.accepted);
    }

    /** A writer draws in one go with counting: if it was not alone, others draw before it has the lock. */
    @Test
    void aTokenDrawnBeforeADefeatIsNotUsed() throws Exception {
        String id = "0".repeat(32); // outranks all others
        try (var redis = LiveRedis.start();
                var admin = redis.client()) {
            java.util.concurrent.CompletableFuture<RedisHold> writer;
            long theirs;
            try (var _ = Subscriber.answering(
                    redis, "defeat", "defeat-lock-" + id, Messages.pong(id, RedisMode.EXCLUSIVE, true))) {
                writer = redis.lock("defeat")
                        .withUnavailableTimeout(Duration.ofSeconds(10))
                        .withTimeout(Duration.ofSeconds(60))
                        .acquireAsync();
                while (redis.clients().stream()
                        .noneMatch(each -> each.get("name").equals("defeat-waiter"))) {
                    Thread.sleep(5);
                }
                long wasted = Long.parseLong(admin.get("defeat-fence"));
                theirs = admin.incr("defeat-fence");
                assertEquals(wasted + 1, theirs, "the writer has drawn a token before");
            }
            try (var hold = writer.get(60, TimeUnit.SECONDS)) {
                assertTrue(hold.fencingToken() > theirs, () -> hold.fencingToken() + " after " + theirs);
            }
        }
    }
}
