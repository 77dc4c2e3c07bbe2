package io.portalocker;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NotUnderWine;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@link Locks}: all or none, in one order. */
@Timeout(120)
class LocksTest {
    private static final int ROUNDS = 300;

    @TempDir
    Path directory;

    private Lock lock(String name) {
        return Lock.of(directory.resolve(name));
    }

    @Test
    void allAreHeldAndGivenBack() throws Exception {
        Lock a = lock("a");
        BoundedSemaphore slots = BoundedSemaphore.named("b", 1).withDirectory(directory);
        SoftFileLock c = SoftFileLock.of(directory.resolve("c"));
        try (LocksHeld all = Locks.acquireAll(ofSeconds(1), c, slots, a)) {
            assertTrue(all.isHeld());
            all.ensureHeld();
            assertEquals(3, all.handles().size());
            all.of(a).channel().write(ByteBuffer.wrap(new byte[] {1}));
            assertEquals(0, all.of(slots).slot());
            for (LockBase<?, ?> one : List.of(a, slots, c)) {
                assertTrue(one.tryAcquire().isEmpty(), one::toString);
            }
            assertThrows(IllegalArgumentException.class, () -> all.of(lock("d")));
        }
        assertEquals(1, Files.size(a.path()));
        for (LockBase<?, ?> one : List.of(a, slots, c)) {
            one.tryAcquire().orElseThrow().release();
        }
    }

    @Test
    void theOrderIsThatOfTheLocksAndNotOfTheCall() throws Exception {
        Lock a = lock("a");
        Lock b = lock("b");
        Lock c = lock("c");
        for (var given : List.of(List.of(a, b, c), List.of(c, b, a), List.of(b, c, a))) {
            try (LocksHeld all = Locks.acquireAll(ZERO, given)) {
                assertEquals(List.<Held>of(all.of(a), all.of(b), all.of(c)), all.handles());
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links want a privilege
    void aLinkToTheDirectoryChangesNothing() throws Exception {
        Path real = Files.createDirectory(directory.resolve("z"));
        Path link = Files.createSymbolicLink(directory.resolve("a"), real);
        Lock one = Lock.of(link.resolve("lock"));
        Lock same = Lock.of(real.resolve("lock"));
        assertThrows(IllegalArgumentException.class, () -> Locks.acquireAll(ZERO, one, same));
        Lock between = lock("m");
        try (LocksHeld all = Locks.acquireAll(ZERO, one, between)) {
            assertSame(all.of(between), all.handles().getFirst());
        }
    }

    @Test
    void whatIsAskedForTwiceIsRefused() {
        Path file = directory.resolve("db");
        assertThrows(
                IllegalArgumentException.class,
                () -> Locks.acquireAll(ZERO, Lock.of(file), Lock.of(file).withShared(true)));
        ReadWriteLock both = ReadWriteLock.of(file);
        assertThrows(IllegalArgumentException.class, () -> Locks.acquireAll(ZERO, both.read(), both.write()));
        assertThrows(IllegalArgumentException.class, () -> Locks.acquireAll(ZERO));
        assertThrows(IllegalArgumentException.class, () -> Locks.acquireAll(ofMillis(-1), lock("a")));
        assertFalse(Files.exists(file));
    }

    @Test
    void contentionGivesAllBack() throws Exception {
        Lock a = lock("a");
        Lock b = lock("b");
        Lock c = lock("c");
        try (var _ = b.acquire()) {
            var refused = assertThrows(AlreadyLockedException.class, () -> Locks.acquireAll(ZERO, a, b, c));
            assertTrue(refused.getMessage().contains("b"), refused.getMessage());
            assertTrue(Locks.tryAcquireAll(ZERO, List.of(a, b, c)).isEmpty());
            a.tryAcquire().orElseThrow().release();
            c.tryAcquire().orElseThrow().release();
        }
    }

    @Test
    void theDeadlineIsOneForAll() throws Exception {
        Lock a = lock("a");
        Lock b = lock("b");
        try (var _ = b.acquire()) {
            long start = System.nanoTime();
            var late = assertThrows(LockTimeoutException.class, () -> Locks.acquireAll(ofSeconds(1), a, b));
            assertTrue(System.nanoTime() - start >= ofSeconds(1).toNanos());
            assertTrue(late.getMessage().startsWith("'" + b.path() + "' is locked"), late::getMessage);
            // The first takes some of it, however short: what is said is cut to milliseconds.
            assertFalse(late.getMessage().contains("of 1.000 s"), () -> "the second had a time of its own: " + late);
            assertTrue(Locks.tryAcquireAll(ofMillis(50), a, b).isEmpty());
        }
    }

    /** The second is asked when nothing is left of the time, which is still not a caller who does not wait. */
    @Test
    void aDeadlineThatTheFirstUsedUpIsStillOne() throws Exception {
        Lock a = lock("a");
        Lock b = lock("b");
        try (var _ = b.acquire()) {
            assertThrows(LockTimeoutException.class, () -> Locks.acquireAll(Duration.ofNanos(1), a, b));
            assertTrue(Locks.tryAcquireAll(Duration.ofNanos(1), a, b).isEmpty());
        }
        try (LocksHeld all = Locks.acquireAll(Duration.ofNanos(1), a, b)) {
            assertTrue(all.isHeld());
        }
    }

    @Test
    void aFailureMidwayGivesAllBack() throws Exception {
        Lock a = lock("a");
        Lock nowhere = lock("m/missing/lock");
        var failure = assertThrows(LockIOException.class, () -> Locks.acquireAll(ofSeconds(1), a, nowhere, lock("z")));
        assertEquals(0, failure.getSuppressed().length);
        a.tryAcquire().orElseThrow().release();
        assertFalse(Files.exists(directory.resolve("z")));
    }

    @Test
    void anInterruptGivesAllBack() throws Exception {
        Lock a = lock("a");
        Lock b = lock("b");
        try (var _ = b.acquire()) {
            var status = new boolean[1];
            var waiting = Background.start(() -> {
                var thrown =
                        assertThrows(LockInterruptedException.class, () -> Locks.acquireAll(Waiting.FOREVER, a, b));
                status[0] = Thread.currentThread().isInterrupted();
                return thrown;
            });
            Background.await(() -> {
                try {
                    return a.tryAcquire().map(LocksTest::released).isEmpty();
                } catch (LockException e) {
                    throw new AssertionError(e);
                }
            });
            waiting.interrupt();
            assertNotNull(waiting.get());
            assertTrue(status[0]);
            a.tryAcquire().orElseThrow().release();
        }
    }

    private static Held released(Held held) {
        try {
            held.release();
            return held;
        } catch (LockException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void theLossOfOneIsTold() throws Exception {
        SoftFileLease lease = SoftFileLease.of(directory.resolve("lease")).withDuration(ofMillis(600));
        LocksHeld all = Locks.acquireAll(ofSeconds(1), lease, lock("a"));
        Files.delete(lease.path());
        var loss = all.lost().toCompletableFuture().get(60, java.util.concurrent.TimeUnit.SECONDS);
        assertNotNull(loss.reason());
        assertFalse(all.isHeld());
        assertThrows(LockLostException.class, all::ensureHeld);
        assertThrows(LockLostException.class, all::release);
        lock("a").tryAcquire().orElseThrow().release();
    }

    /** Both have the first before they want the second, if it goes by the order of the call. */
    @Test
    void oppositeOrdersDoNotMeet() throws Exception {
        try (Child one = Child.java(Both.class, directory.toString(), "a", "b", "c");
                Child other = Child.java(Both.class, directory.toString(), "c", "b", "a")) {
            one.expect("ready");
            other.expect("ready");
            one.say("go");
            other.say("go");
            one.expect("done");
            other.expect("done");
        }
        assertEquals(2 * ROUNDS, Integer.parseInt(Files.readString(directory.resolve("count"))));
    }

    /** Takes all, counts in a file that no other may touch meanwhile, and gives them back. */
    static final class Both {
        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            List<Lock> locks = java.util.stream.Stream.of(args)
                    .skip(1)
                    .map(name -> Lock.of(directory.resolve(name)))
                    .toList();
            Path count = directory.resolve("count");
            System.out.println("ready");
            System.in.read();
            for (int i = 0; i < ROUNDS; i++) {
                try (var _ = Locks.acquireAll(Waiting.FOREVER, locks)) {
                    int before = Files.exists(count) ? Integer.parseInt(Files.readString(count)) : 0;
                    Files.writeString(count, Integer.toString(before + 1));
                }
            }
            System.out.println("done");
        }
    }
}
