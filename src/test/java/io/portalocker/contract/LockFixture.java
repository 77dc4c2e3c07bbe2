package io.portalocker.contract;

import static io.portalocker.testkit.Background.await;
import static io.portalocker.testkit.Background.elsewhere;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.OnThisSystem;
import io.portalocker.testkit.OpenFiles;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contract of locks is tested with: a lock of a directory of the test's, another that must not be held at the same
 * time, and the promise that nothing is left behind.
 *
 * @param <H> its handle
 */
@Timeout(120)
abstract class LockFixture<H extends Held> {
    static final Duration SHORT = Duration.ofMillis(40);

    /** Far longer than any test: waiting so long is a hang. */
    static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    private int gatesBefore;

    /** Describes the lock; equal for the same directory. */
    protected abstract LockBase<?, H> lock(Path directory);

    /** Describes what must not be held at the same time. */
    protected LockBase<?, ? extends Held> contender(Path directory) {
        return lock(directory);
    }

    /** Another process that takes the contender on command. */
    protected abstract Peer peer(Path directory);

    /** What messages must name. */
    protected abstract String name(Path directory);

    /** Whether the lock excludes itself. */
    protected boolean isExclusive() {
        return lock(directory).equals(contender(directory));
    }

    /** For how long it outlives a holder that ends without releasing it. */
    protected Duration outlives() {
        return Duration.ZERO;
    }

    /** How many stays of a few threads show whether each sees what the last one did. */
    protected int stays() {
        return 1000;
    }

    /** As many where a stay makes and removes files, which takes 15 ms, and 60 ms under Wine. */
    static int staysOfMarkers() {
        return OnThisSystem.isSlowAtFiles() ? 100 : 400;
    }

    /** How many times one thread takes and leaves the lock, to see that it can, and how that and a cancellation meet. */
    protected int rounds() {
        return 100;
    }

    LockBase<?, H> lock() {
        return lock(directory);
    }

    LockBase<?, H> lock(Waiting waiting) {
        return lock().withWaiting(waiting);
    }

    LockBase<?, ? extends Held> contender() {
        return contender(directory);
    }

    LockBase<?, ? extends Held> contender(Waiting waiting) {
        return contender().withWaiting(waiting);
    }

    static Waiting within(Duration timeout) {
        return Waiting.DEFAULT.withTimeout(timeout);
    }

    boolean isFree() throws Exception {
        return isFree(Duration.ZERO);
    }

    boolean isFree(Duration within) throws Exception {
        return elsewhere(() -> {
            Optional<? extends Held> held = contender().tryAcquire(within);
            if (held.isPresent()) {
                held.get().release();
            }
            return held.isPresent();
        });
    }

    @BeforeEach
    void countGates() {
        gatesBefore = Gates.OF_JVM.size();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await(() -> Gates.OF_JVM.size() == gatesBefore);
        await(() -> OpenFiles.below(directory) == 0);
    }
}
