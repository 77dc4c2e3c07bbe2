package io.portalocker.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Diagnostics;
import io.portalocker.Lock;
import io.portalocker.Portalocker;
import io.portalocker.WaitReport;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a wait. */
@Timeout(120)
class ObservationTest {
    @TempDir
    Path directory;

    @Test
    @NotUnderWine("the Restart Manager names who has a file open")
    void reportsWhoIsWaitedFor() throws Exception {
        Lock lock = Lock.of(directory.resolve("lock")).withTimeout(Waiting.FOREVER);
        var reports = new LinkedBlockingQueue<WaitReport>();
        try (Peer holder = Peer.java("lock", lock.path()).acquire()) {
            Background<Boolean> waiter = Background.start(() -> {
                try (var held = lock.acquire(reports::add)) {
                    return held.isHeld();
                }
            });
            WaitReport first = reports.poll(60, TimeUnit.SECONDS);
            WaitReport second = reports.poll(60, TimeUnit.SECONDS);
            assertEquals(lock, first.lock());
            assertEquals(holder.child().pid(), first.holders().getFirst().pid());
            assertTrue(
                    second.waited().minus(first.waited()).compareTo(Duration.ofMillis(900)) > 0, first + " " + second);
            holder.release();
            assertTrue(waiter.get());
        }
    }

    @Test
    void freeLockIsNotReported() throws Exception {
        var reports = new LinkedBlockingQueue<WaitReport>();
        Lock lock = Lock.of(directory.resolve("lock"));
        try (var held = lock.acquire(reports::add)) {
            assertTrue(held.isHeld());
        }
        assertTrue(reports.isEmpty());
    }

    @Test
    void diagnosticsTellHowItWaits() throws Exception {
        Lock lock = Lock.of(directory.resolve("lock"));
        try (var held = lock.acquire()) {
            assertTrue(held.isHeld());
            try (Peer other = Peer.java("lock", directory.resolve("other")).acquire()) {
                assertTrue(Lock.of(directory.resolve("other"))
                        .tryAcquire(Duration.ofMillis(5))
                        .isEmpty());
                other.release();
            }
            Diagnostics now = Portalocker.diagnostics();
            assertEquals(1, now.files());
            assertTrue(now.lockers().contains("FLOCK"), now.toString());
            assertTrue(now.waits().stream().anyMatch(wait -> wait.locker().equals("FLOCK")), now.toString());
        }
        assertEquals(0, Portalocker.diagnostics().files());
    }
}
