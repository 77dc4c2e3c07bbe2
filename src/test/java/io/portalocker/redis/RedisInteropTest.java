package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import io.portalocker.testkit.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;

/** Processes in Java and in Python on one channel: each must respect, outlive and clear away the other. */
@Timeout(120)
class RedisInteropTest {
    private static LiveRedis redis;

    private final List<Peer> peers = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        redis = LiveRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void closePeers() {
        peers.forEach(Peer::close);
    }

    private Peer java(String channel, String... options) {
        return started(Peer.java("redis", Path.of(channel), with(options)));
    }

    private Peer python(String channel, String... options) {
        return started(Peer.python("redis", Path.of(channel), with(options)));
    }

    private Peer started(Peer peer) {
        peers.add(peer);
        return peer;
    }

    private static String[] with(String... options) {
        return Stream.concat(Stream.of("url=" + redis.url()), Arrays.stream(options))
                .toArray(String[]::new);
    }

    @Test
    void writersExcludeEachOtherAndHandOver() {
        var java = java("writers");
        var python = python("writers");
        for (var pair : List.of(List.of(java, python), List.of(python, java))) {
            var holder = pair.getFirst();
            var other = pair.getLast();
            holder.acquire();
            assertFalse(other.tryAcquire());
            other.beginAcquire();
            holder.release();
            other.awaitAcquired();
            assertFalse(holder.tryAcquire());
            other.release();
        }
        long last = 0;
        for (var each : List.of(java, python, python, java, java, python)) {
            each.acquire();
            long token = Long.parseLong(each.child().ask("token"));
            assertTrue(token > last, token + " after " + last);
            last = token;
            each.release();
        }
    }

    @Test
    void readersShareAndAWaitingWriterGoesFirst() throws Exception {
        var javaReader = java("readers", "shared=true");
        var pythonReader = python("readers", "shared=true");
        var javaWriter = java("readers");
        var pythonWriter = python("readers");
        for (var writers : List.of(List.of(javaWriter, pythonWriter), List.of(pythonWriter, javaWriter))) {
            var writer = writers.getFirst();
            javaReader.acquire();
            assertTrue(pythonReader.tryAcquire());
            assertFalse(writers.getLast().tryAcquire());
            writer.beginAcquire();
            pythonReader.release();
            awaitElected("readers");
            assertFalse(pythonReader.tryAcquire(), "a reader after a waiting writer");
            javaReader.release();
            writer.awaitAcquired();
            assertFalse(javaReader.tryAcquire());
            assertFalse(pythonReader.tryAcquire());
            writer.release();
        }
    }

    private static void awaitElected(String channel) throws Exception {
        while (redis.lock(channel).probe().stream().noneMatch(RedisHolder::saysElected)) {
            Thread.sleep(10);
        }
    }

    @Test
    void mixedStaysDoNotOverlap() throws Exception {
        var referee = Referee.prepare(directory);
        // Nobody dies here, and on a busy machine nobody is to be taken for dead. Those of Python do not look whether
        // whom they
        // end had been asked at all; ours must, which has a test of its own.
        long before = redis.kills();
        for (var each : List.of(java("stays", "unavailable=10000"), java("stays", "unavailable=10000"))) {
            each.beginStays(15, directory);
        }
        // Fewer, because the Python peers starve each other: they were seen to wait ten seconds for one stay.
        for (var each : List.of(python("stays", "spares=true"), python("stays", "spares=true"))) {
            each.beginStays(2, directory);
        }
        peers.forEach(Peer::awaitDone);
        referee.assertExclusion(34);
        assertEquals(before, redis.kills());
    }

    @Test
    void theDeadHoldNothing() throws Exception {
        var java = java("dead");
        var python = python("dead");
        python.acquire();
        java.beginAcquire();
        python.kill();
        java.awaitAcquired();
        var second = python("dead").beginAcquire();
        java.kill();
        second.awaitAcquired();
    }

    @Test
    void aStoppedHolderLosesItsLockAndLearnsOfIt() throws Exception {
        var java = java("stopped");
        var python = python("stopped");
        for (var pair : List.of(List.of(java, python), List.of(python, java))) {
            var victim = pair.getFirst();
            var other = pair.getLast();
            victim.acquire();
            assertEquals("held", victim.child().ask("ensure"));
            Signals.send("STOP", victim);
            other.acquire();
            victim.child().say("ensure");
            Signals.send("CONT", victim);
            var answer = victim.child().line();
            while (answer.equals("held") && victim == python) { // it asks nobody, and its reader needs a moment
                answer = victim.child().ask("ensure");
            }
            assertTrue(answer.startsWith("error LockLost"), answer);
            assertEquals("held", other.child().ask("ensure"));
            assertFalse(redis.lock("stopped").probe().size() > 1, "two that both believe");
            victim.child().ask("release");
            other.release();
        }
    }

    /** Nobody wanted the lock meanwhile; the holder's own health check must not take its pause for the server's silence. */
    @Test
    void aHolderThatWasStoppedAloneKeepsItsLock() throws Exception {
        var java = java("alone");
        java.acquire();
        Signals.send("STOP", java);
        Thread.sleep(2000); // twice its unavailable timeout
        Signals.send("CONT", java);
        for (int i = 0; i < 10; i++) { // for as long again
            assertEquals("held", java.child().ask("ensure"));
            Thread.sleep(200);
        }
        java.release();
    }

    @Test
    void aKilledConnectionIsNoticedByItsHolderAndFreesTheLock() {
        var java = java("cut");
        var python = python("cut");
        for (var pair : List.of(List.of(java, python), List.of(python, java))) {
            pair.getFirst().acquire();
            pair.getLast().beginAcquire();
            try (Jedis client = redis.client()) {
                long id = redis.clients().stream()
                        .filter(each -> each.get("name").startsWith("cut-lock-"))
                        .filter(each -> isHolder(each.get("name")))
                        .mapToLong(each -> Long.parseLong(each.get("id")))
                        .findFirst()
                        .orElseThrow();
                client.clientKill(ClientKillParams.clientKillParams().id(Long.toString(id)));
            }
            pair.getLast().awaitAcquired();
            assertLost(pair.getFirst());
            pair.getFirst().child().ask("release");
            pair.getLast().release();
        }
    }

    @Test
    void aRestartEndsWhatBothHold() {
        try (var server = LiveRedis.start()) {
            String url = "url=" + server.url();
            var java = started(Peer.java("redis", Path.of("one"), url));
            var python = started(Peer.python("redis", Path.of("other"), url));
            java.acquire();
            python.acquire();
            var waiter = started(Peer.java("redis", Path.of("other"), url)).beginAcquire();
            server.restart();
            assertLost(java);
            assertLost(python);
            waiter.awaitAcquired();
            var second = started(Peer.python("redis", Path.of("one"), url));
            second.acquire();
            assertFalse(java.tryAcquire());
            assertFalse(python.tryAcquire());
        }
    }

    /** Python is told by its reading thread, a moment later. */
    private static void assertLost(Peer peer) {
        var answer = peer.child().ask("ensure");
        while (answer.equals("held")) {
            answer = peer.child().ask("ensure");
        }
        assertTrue(answer.startsWith("error LockLost"), answer);
    }

    private static boolean isHolder(String name) {
        try {
            return redis.lock("cut").probe().stream()
                    .anyMatch(each -> each.mode() == RedisMode.EXCLUSIVE && name.endsWith(each.id()));
        } catch (io.portalocker.LockException e) {
            throw new AssertionError(e);
        }
    }
}
