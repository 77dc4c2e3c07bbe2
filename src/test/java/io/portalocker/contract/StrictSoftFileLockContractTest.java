package io.portalocker.contract;

import static io.portalocker.testkit.Background.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrictSoftFileLockContractTest extends LockContract<Held> {
    private static Path file(Path directory) {
        return directory.resolve("job.strict");
    }

    @Override
    protected LockBase<?, Held> lock(Path directory) {
        return StrictSoftFileLock.of(file(directory));
    }

    @Override
    protected Peer peer(Path directory) {
        return Peer.resident("strict", file(directory));
    }

    @Override
    protected String name(Path directory) {
        return file(directory).toString();
    }

    @Override
    protected int stays() {
        return staysOfMarkers();
    }

    /** Nobody concludes that it is dead: a person has to. */
    @Test
    @Override
    void killedHolderFreesItAtOnce() throws Exception {
        try (Peer peer = peer(directory)) {
            assertTrue(peer.tryAcquire());
            peer.kill();
        }
        var lock = StrictSoftFileLock.of(file(directory));
        assertEquals(Optional.empty(), lock.tryAcquire());
        for (var claim : lock.claims()) {
            assertTrue(lock.forceBreak(claim.name()));
        }
        lock.tryAcquire().orElseThrow().release();
    }

    /** As for every lock, but the holder lets go before it is killed. */
    @Test
    @Override
    void interruptedWhileWaitingForAnotherProcess() throws Exception {
        try (Peer peer = peer(directory)) {
            peer.acquire();
            assertInterruptible(() -> lock(directory).acquire());
            peer.release();
            assertTrue(peer.tryAcquire());
            peer.release();
        }
        assertTrue(isFree());
    }

    @AfterEach
    void noGateIsLeftBehind() {
        await(() -> NamedGates.OF_JVM.size() == 0);
    }
}
