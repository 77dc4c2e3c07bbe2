package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.PythonPeers;
import io.portalocker.testkit.Referee;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against portalocker 4.1.0, which does not say who is elected, confirms nothing and subscribes again in silence. */
@Timeout(180)
class OldPythonTest {
    private static final String VERSION = "4.1.0";
    private static final Path HOME = Build.target().resolve("python-portalocker-" + VERSION);

    private final List<Peer> peers = new ArrayList<>();
    private LiveRedis redis;

    @TempDir
    Path directory;

    @BeforeAll
    static void install() {
        Path python = PythonPeers.python();
        if (!Files.exists(HOME.resolve("portalocker"))) {
            try (var pip = Child.start(
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--retries=0",
                    "--no-deps",
                    "--target",
                    HOME.toString(),
                    "portalocker==" + VERSION)) {
                // Not every index keeps old versions: that is nothing a machine could install.
                Assumptions.assumeTrue(pip.exitCode() == 0, () -> "portalocker " + VERSION + "\n" + pip.transcript());
            }
        }
    }

    @BeforeEach
    void start() {
        redis = LiveRedis.start();
    }

    @AfterEach
    void stop() {
        peers.forEach(Peer::close);
        redis.close();
    }

    private Peer old(String... options) {
        var sources = Build.base().resolve("src/test/python");
        List<String> command = new ArrayList<>(List.of(
                PythonPeers.python().toString(),
                "-u",
                sources.resolve("holder.py").toString(),
                "redis",
                "old",
                "url=" + redis.url()));
        command.addAll(List.of(options));
        var peer = Peer.ready(Child.start(
                command, Map.of("PYTHONPATH", HOME + File.pathSeparator + sources, "PYTHONDONTWRITEBYTECODE", "1")));
        peers.add(peer);
        return peer;
    }

    @Test
    void bothDirections() throws Exception {
        var lock = redis.lock("old").withTimeout(io.portalocker.Waiting.FOREVER);
        var writer = old();
        var reader = old("shared=true");
        writer.acquire();
        assertTrue(lock.tryAcquire().isEmpty());
        assertTrue(lock.withShared(true).tryAcquire().isEmpty());
        assertTrue(lock.probe().getFirst().elected().isEmpty(), "it is the old one");
        var waiter = lock.acquireAsync();
        writer.release();
        try (var _ = waiter.get()) {
            assertFalse(writer.tryAcquire());
            assertFalse(reader.tryAcquire());
        }
        reader.acquire();
        try (var shared = lock.withShared(true).acquire()) {
            assertTrue(shared.isHeld());
            assertFalse(writer.tryAcquire());
        }
        var next = lock.acquireAsync();
        Thread.sleep(100);
        assertFalse(next.isDone());
        reader.release();
        next.get().close();
        writer.acquire();
        var heir = lock.acquireAsync();
        writer.kill();
        heir.get().close();
    }

    /**
     * The old ones spare whom they take for dead. They take the living for dead: they count subscribers, ping, and count again
     * after a second, and when one has left and another come meanwhile, nothing shows, and they end the connection of who came
     * and was never asked; which ends its process. Two of them alone on a machine that has more to do did so in 6 of 6 runs
     * of six stays each. Whoever of this library does it is seen by the count of what the server was told to end.
     */
    @Test
    void mixedStaysDoNotOverlap() throws Exception {
        var referee = Referee.prepare(directory);
        List<Peer> players = new ArrayList<>(List.of(old("spares=true"), old("spares=true")));
        // Who has no time to answer in a second on a busy machine is not dead.
        var java = Peer.java("redis", Path.of("old"), "url=" + redis.url(), "unavailable=10000");
        peers.add(java);
        players.add(java);
        players.forEach(each -> each.beginStays(6, directory));
        players.forEach(Peer::awaitDone);
        referee.assertExclusion(18);
        assertEquals(0, redis.subscribers("old"));
        assertEquals(0, redis.kills());
    }
}
