package io.portalocker.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a pid file that was never published goes with the next process that publishes one. */
@Timeout(60)
@NeedsPosix("hidden files are swept where a lock tells who is alive")
class PidFileLeftoversTest {
    @TempDir
    Path directory;

    @Test
    void deadWritersAreSweptAndLivingOnesAreNot() throws Exception {
        Path dead = Files.writeString(directory.resolve(DraftNames.draw(Unguessable.bytes(4))), "4711");
        Path foreign = Files.writeString(directory.resolve(".portalocker.0123456789abcdef.tmp"), "not ours");
        try (OpenFile living = DraftNames.create(directory, 0666);
                Peer peer = Peer.java("pid", directory.resolve("worker.pid"))) {
            assertTrue(peer.tryAcquire());
            assertFalse(Files.exists(dead));
            assertTrue(living.isAtPath());
            assertTrue(Files.exists(foreign));
            assertEquals(Long.toString(peer.child().pid()), Files.readString(directory.resolve("worker.pid")));
        }
    }
}
