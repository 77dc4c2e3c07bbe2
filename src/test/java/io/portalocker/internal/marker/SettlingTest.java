package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.FakeTicker;
import io.portalocker.testkit.NeedsPosix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** filelock before 4.2 moves whatever is at the path a moment after it judged a dead marker there, and leaves it moved. */
@Timeout(60)
@NeedsPosix("names that are exchanged")
class SettlingTest {
    @TempDir
    Path directory;

    private final FakeTicker time = new FakeTicker();
    private Path marker;
    private Path moved;
    private MarkerKind lock;

    @BeforeEach
    void leaveADeadMarker() throws Exception {
        marker = directory.resolve("job.lock");
        moved = directory.resolve("job.lock.break.4711." + "0".repeat(32));
        var engine =
                MarkerEngine.of(Platform.current(), time, ThreadLocalRandom::current, new NamedGates(), new Watches());
        try (Child dead = Child.start("true")) {
            dead.awaitExit();
            Files.write(
                    marker,
                    MarkerCodec.encode(new ProcessIdentity(engine.identity().host(), dead.pid(), Optional.empty())));
        }
        lock = new MarkerKind(marker, Long.MAX_VALUE, engine);
    }

    private interface Act {
        void run() throws IOException;
    }

    private void whileItSettles(Act act) {
        time.atNextPause(() -> {
            try {
                act.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void whatIsMovedMeanwhileIsNoLock() throws Exception {
        whileItSettles(() -> Files.move(marker, moved));
        assertNull(Acquisition.take(lock, Deadline.IMMEDIATE));
        assertFalse(Files.exists(marker));
        assertEquals("filelock/released\n", Files.readString(moved));
        Hold held = Objects.requireNonNull(Acquisition.take(lock, Deadline.IMMEDIATE));
        held.release(Hold.Last.NOTHING);
    }

    @Test
    void whoComesInMeanwhileHasIt() throws Exception {
        whileItSettles(() -> {
            Files.move(marker, moved);
            Files.writeString(marker, "1\nelsewhere\n");
            Files.delete(moved);
        });
        assertNull(Acquisition.take(lock, Deadline.IMMEDIATE));
        assertEquals("1\nelsewhere\n", Files.readString(marker));
    }

    @Test
    void whatIsLeftAloneIsHeld() throws Exception {
        Hold held = Objects.requireNonNull(Acquisition.take(lock, Deadline.IMMEDIATE));
        held.ensureHeld();
        held.release(Hold.Last.NOTHING);
        assertFalse(Files.exists(marker));
    }
}
