package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.marker.Beating;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** filelock's test_soft_rw, as far as it is about what users see; its protocol is tested beside the engine. */
@Timeout(120)
class SoftReadWriteLockTest {
    @TempDir
    Path directory;

    private SoftReadWriteLock lock;
    private Path root;

    @BeforeEach
    void describe() {
        lock = SoftReadWriteLock.of(directory.resolve("job"));
        root = directory.resolve("job.rw");
    }

    @AfterEach
    void nothingBeatsAndNothingIsKeptForTheExit() {
        Background.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(Beating.THREAD)));
        Background.await(() -> AtExit.size() == 0);
    }

    @Test
    void readersShareAndTokensTellTheOrder() throws Exception {
        try (var one = lock.read().acquire();
                var two = lock.read().acquire()) {
            assertTrue(two.fencingToken() > one.fencingToken());
            assertTrue(one.token().matches("[0-9a-f]{32}") && !one.token().equals(two.token()));
            assertEquals(Optional.empty(), lock.write().tryAcquire());
        }
        try (var writer = lock.write().acquire()) {
            assertTrue(writer.fencingToken() > 2);
            assertEquals(Optional.empty(), lock.read().tryAcquire());
        }
    }

    @Test
    void ownersAndHoldersAreTold() throws Exception {
        assertEquals(List.of(), lock.owners());
        assertEquals(List.of(), lock.read().holders());
        try (var reader = lock.read().acquire()) {
            MarkerOwner owner = lock.owners().getFirst();
            assertTrue(owner.isThisProcess());
            assertEquals(Optional.of(reader.token()), owner.token());
            assertEquals(Optional.of(Duration.ofSeconds(90)), owner.duration());
            LockHolder holder = lock.write().holders().getFirst();
            assertEquals(ProcessHandle.current().pid(), holder.pid());
            assertTrue(holder.shared());
            var e = assertThrows(
                    AlreadyLockedException.class,
                    () -> lock.withTimeout(Duration.ZERO).write().acquire());
            assertTrue(e.getMessage().contains("pid " + owner.pid() + " on " + owner.host()), e.getMessage());
        }
        assertEquals(List.of(), lock.owners());
        assertEquals(
                List.of(), SoftReadWriteLock.of(directory.resolve("no/such")).owners());
    }

    @Test
    void lossByRemovalIsToldOnEveryWay() throws Exception {
        FencedHold held = lock.withDuration(Duration.ofSeconds(60))
                .withHeartbeat(Duration.ofMillis(20))
                .write()
                .acquire();
        Files.delete(root.resolve("holders").resolve(held.token()));
        LockLostException loss = held.lost().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(LockLostException.Reason.MISSING, loss.reason());
        assertFalse(held.isHeld());
        assertThrows(LockLostException.class, held::ensureHeld);
        assertThrows(LockLostException.class, held::release);
        held.release();
        lock.write().tryAcquire(Duration.ofSeconds(60)).orElseThrow().release(); // it has left
    }

    @Test
    void ensureHeldAsksTheDiskAndTheLossIsToldThen() throws Exception {
        FencedHold held = lock.read().acquire();
        held.ensureHeld();
        Files.delete(root.resolve("holders").resolve(held.token()));
        assertTrue(held.isHeld(), "nobody has looked");
        assertThrows(LockLostException.class, held::ensureHeld);
        assertFalse(held.isHeld());
        held.lost().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThrows(LockLostException.class, held::close);
    }

    @Test
    void whoIsPutOutLearnsOfIt() throws Exception {
        FencedHold held = lock.withHeartbeat(Duration.ofMillis(50)).read().acquire();
        long number = held.fencingToken() + 1;
        Files.writeString(
                root.resolve("gen").resolve(String.format("%020d", number)),
                "filelock-rw/1\ngeneration=" + number + "\n");
        LockLostException loss = held.lost().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(LockLostException.Reason.TAKEN, loss.reason());
        assertThrows(LockLostException.class, held::release);
    }

    @Test
    @NeedsPosix("SIGSTOP")
    void stoppedHolderIsHeldNoLongerWhenItGoesOn() throws Exception {
        try (Peer peer = Peer.java("softrw", directory.resolve("job"), "duration=1.5")) {
            peer.acquire();
            Signals.send("STOP", peer);
            try (var next = lock.withDuration(Duration.ofMillis(1500)).write().acquire()) {
                Signals.send("CONT", peer);
                assertTrue(peer.child().ask("ensure").startsWith("error LockLostException"));
                next.ensureHeld();
            }
        }
    }

    @Test
    void exitOfTheJvmReleases() throws Exception {
        try (Peer peer = Peer.java("softrw", directory.resolve("job"))) {
            peer.acquire();
            assertEquals(Optional.empty(), lock.read().tryAcquire());
            assertEquals(0, peer.child().exitCode());
        }
        lock.read().tryAcquire().orElseThrow().release();
    }

    @Test
    void whatIsNotUnderstoodLetsNobodyIn() throws Exception {
        lock.write().acquire().release();
        Path damaged = root.resolve("gen/00000000000000000003");
        Files.writeString(damaged, "filelock-rw/1\ngeneration=4\n");
        var e = assertThrows(LockMismatchException.class, () -> lock.read().tryAcquire());
        assertTrue(e.getMessage().contains("00000000000000000003"), e.getMessage());
        assertThrows(LockMismatchException.class, () -> lock.write().acquire());
        assertThrows(LockMismatchException.class, () -> lock.owners());
        try (Stream<Path> holders = Files.list(root.resolve("holders"))) {
            assertEquals(List.of(), holders.toList(), "who was refused leaves nothing");
        }
        Files.delete(damaged);
        lock.write().acquire().release();
    }

    @Test
    void fileInThePlaceOfTheDirectoryIsRefused() throws Exception {
        Files.createFile(root);
        assertThrows(LockException.class, () -> lock.read().tryAcquire());
        Files.delete(root);
        lock.read().tryAcquire().orElseThrow().release();
    }

    @Test
    void viewsOfBothSides() throws Exception {
        var sides = lock.asReadWriteLock();
        sides.readLock().lock();
        try {
            assertFalse(Background.elsewhere(() -> sides.writeLock().tryLock()));
        } finally {
            sides.readLock().unlock();
        }
        sides.writeLock().lock();
        try {
            assertThrows(
                    java.io.UncheckedIOException.class, () -> sides.writeLock().lock());
        } finally {
            sides.writeLock().unlock();
        }
    }

    @Test
    void settingsAreValidated() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Waiting.FOREVER)) {
            assertThrows(IllegalArgumentException.class, () -> lock.withDuration(wrong));
        }
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), lock.duration())) {
            assertThrows(IllegalArgumentException.class, () -> lock.withHeartbeat(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> SoftReadWriteLock.of(Path.of("/")));
        assertEquals(Duration.ofSeconds(30), lock.heartbeat());
        assertEquals(Duration.ofSeconds(90), lock.duration());
        assertEquals(
                Duration.ofSeconds(2), lock.withDuration(Duration.ofSeconds(6)).heartbeat());
        assertEquals(
                Duration.ZERO, lock.withFailWhenLocked(true).read().waiting().timeout());
        assertEquals(
                Duration.ofMillis(7),
                lock.withCheckInterval(Duration.ofMillis(7)).write().waiting().checkInterval());
        assertEquals(lock.read().identity(), lock.write().identity());
    }
}
