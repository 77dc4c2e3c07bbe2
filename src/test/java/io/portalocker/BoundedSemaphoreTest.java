package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.slots.SlotTable;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.OnThisSystem;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BoundedSemaphoreTest extends SemaphoreFixture {
    private static final int MANY = OnThisSystem.isSlowAtFiles() ? 100 : 1000;

    /** portalocker: n=2: third raises AlreadyLocked for timeout∈{None,0,.001}×interval∈{None,0,.0005}. */
    @ParameterizedTest
    @CsvSource({"0,1", "0,250", "1,1", "1,250", "40,1", "40,250"})
    @NotUnderWine("the Restart Manager names who has a file open")
    void thirdIsRefused(long timeout, long interval) throws Exception {
        BoundedSemaphore impatient =
                two.withTimeout(Duration.ofMillis(timeout)).withCheckInterval(Duration.ofMillis(interval));
        try (Permit first = impatient.acquire();
                Permit second = impatient.acquire()) {
            assertEquals(Set.of(0, 1), Set.of(first.slot(), second.slot()));
            var e = assertThrows(AlreadyLockedException.class, impatient::acquire);
            assertTrue(e.getMessage().contains("2 slots of semaphore 'gpu'"), e.getMessage());
            assertTrue(e.getMessage().contains("this process"), e.getMessage());
            assertTrue(e.waited().toMillis() >= timeout, () -> "waited " + e.waited());
            // returns without error with fail_when_locked=False
            assertEquals(Optional.empty(), impatient.tryAcquire(Duration.ofMillis(timeout)));
            assertEquals(Optional.empty(), elsewhere(impatient::tryAcquire));
        }
        impatient.acquire().release();
    }

    /** portalocker: missing directory → FileNotFoundError, instance reusable after mkdir. */
    @Test
    void missingDirectoryIsAnError() throws Exception {
        BoundedSemaphore elsewhere = two.withDirectory(directory.resolve("missing"));
        for (int i = 0; i < 2; i++) {
            var e = assertThrows(LockIOException.class, elsewhere::acquire);
            assertInstanceOf(NoSuchFileException.class, e.getCause());
            assertThrows(LockIOException.class, elsewhere::tryAcquire);
        }
        assertFalse(Files.exists(directory.resolve("missing")));
        Files.createDirectory(directory.resolve("missing"));
        elsewhere.acquire().release();
    }

    @Test
    void lowestFreeSlotComesFirst() throws Exception {
        BoundedSemaphore five = semaphore(5);
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            permits.add(five.acquire());
            assertEquals(i, permits.get(i).slot());
            assertEquals(five.slotPath(i), permits.get(i).path());
            assertTrue(Files.exists(five.slotPath(i)));
        }
        permits.get(3).release();
        permits.get(1).release();
        permits.set(1, five.acquire());
        permits.set(3, five.acquire());
        assertEquals(1, permits.get(1).slot());
        assertEquals(3, permits.get(3).slot());
        for (Permit permit : permits) {
            permit.release();
        }
        assertTrue(Files.exists(five.slotPath(4)), "the files stay");
    }

    @Test
    void releasingTwiceFreesOnce() throws Exception {
        Permit first = two.acquire();
        Permit second = two.acquire();
        first.release();
        Permit third = two.acquire();
        for (int i = 0; i < 4; i++) {
            first.release();
            first.close();
        }
        assertEquals(Optional.empty(), two.tryAcquire());
        assertEquals(1, SlotTable.size(), "still in use");
        assertThrows(LockMismatchException.class, () -> semaphore(3).acquire());
        assertFalse(first.isHeld());
        assertThrows(LockLostException.class, first::ensureHeld);
        third.ensureHeld();
        second.release();
        third.release();
    }

    @Test
    void manyThreadsMayReleaseOnePermit() throws Exception {
        for (int i = 0; i < 50; i++) {
            Permit permit = two.acquire();
            var releases = List.of(1, 2, 3).stream()
                    .map(n -> Background.start(() -> {
                        permit.release();
                        return null;
                    }))
                    .toList();
            for (var release : releases) {
                release.get();
            }
            try (Permit a = two.acquire();
                    Permit b = two.acquire()) {
                assertEquals(Optional.empty(), two.tryAcquire());
                assertNotEquals(a.slot(), b.slot());
            }
        }
    }

    @Test
    void namesOfTheSlotsArePythons() {
        BoundedSemaphore many = semaphore(101);
        assertEquals(directory.resolve("gpu.00.lock"), many.slotPath(0));
        assertEquals(directory.resolve("gpu.09.lock"), many.slotPath(9));
        assertEquals(directory.resolve("gpu.10.lock"), many.slotPath(10));
        assertEquals(directory.resolve("gpu.100.lock"), many.slotPath(100));
        assertEquals(101, many.slotPaths().size());
        assertEquals(many.slotPath(100), many.slotPaths().getLast());
        assertThrows(IllegalArgumentException.class, () -> many.slotPath(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "../x", "a\\b", "a\u0000b"})
    void nameThatIsNone(String name) {
        assertThrows(IllegalArgumentException.class, () -> BoundedSemaphore.named(name, 1));
    }

    @Test
    void maximumMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> semaphore(0));
        assertThrows(IllegalArgumentException.class, () -> BoundedSemaphore.anonymous(-1));
    }

    @Test
    void anonymousSemaphoresDiffer() throws Exception {
        BoundedSemaphore one = BoundedSemaphore.anonymous(1).withDirectory(directory);
        BoundedSemaphore other = BoundedSemaphore.anonymous(1).withDirectory(directory);
        assertTrue(one.name().matches("bounded_semaphore\\.\\d+"), one.name());
        try (Permit a = one.acquire();
                Permit b = other.acquire()) {
            assertNotEquals(a.path(), b.path());
            assertEquals(
                    Optional.empty(),
                    BoundedSemaphore.named(one.name(), 1)
                            .withDirectory(directory)
                            .tryAcquire());
        }
    }

    @Test
    void anotherProcessTakesWhatIsLeft() throws Exception {
        try (Peer peer = Peer.java("semaphore", directory.resolve("gpu"), "maximum=2")) {
            assertTrue(peer.tryAcquire());
            try (Permit permit = two.acquire()) {
                assertEquals(1, permit.slot());
                assertEquals(Optional.empty(), two.tryAcquire());
                assertFalse(peer.tryAcquire());
            }
            Permit permit = two.acquire();
            var waiter = Background.start(() -> two.withTimeout(Waiting.FOREVER).acquire())
                    .awaitWaiting();
            assertFalse(waiter.isDone());
            peer.kill();
            try (Permit other = waiter.get()) {
                assertEquals(0, other.slot());
                assertEquals(Optional.empty(), two.tryAcquire());
            }
            permit.release();
        }
    }

    @Test
    @NeedsPosix("a file that is deleted while it is locked")
    void deletedSlotFileIsNoticed() throws Exception {
        try (Permit permit = two.acquire()) {
            Files.delete(permit.path());
            assertThrows(LockLostException.class, permit::ensureHeld);
        }
    }

    /** Those who wait get their turn in the order of their arrival, whatever newcomers do. */
    @Test
    void waitersAreServedInOrder() throws Exception {
        BoundedSemaphore one = semaphore(1).withTimeout(Waiting.FOREVER);
        Permit held = one.acquire();
        var turn = new AtomicInteger();
        List<Background<Integer>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(Background.start(() -> {
                        try (Permit permit = one.acquire()) {
                            permit.ensureHeld();
                            return turn.incrementAndGet();
                        }
                    })
                    .awaitWaiting());
        }
        held.release();
        try (Permit newcomer = one.acquire()) {
            assertEquals(4, turn.get());
            newcomer.ensureHeld();
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(i + 1, waiters.get(i).get());
        }
    }

    /** Not even one who has just had his turn, and finds nobody at it for a moment, overtakes those who queue for it. */
    @Test
    void noneOfTwoHasTwoTurnsRunning() throws Exception {
        BoundedSemaphore one = semaphore(1).withTimeout(Waiting.FOREVER);
        for (int round = 0; round < 100; round++) {
            Permit held = one.acquire();
            List<String> turns = new ArrayList<>();
            var eager = Background.start(() -> {
                        for (int i = 0; i < 2; i++) {
                            try (Permit permit = one.acquire()) {
                                permit.ensureHeld();
                                turns.add("eager");
                            }
                        }
                        return null;
                    })
                    .awaitWaiting();
            var patient = Background.start(() -> {
                        try (Permit permit = one.acquire()) {
                            permit.ensureHeld();
                            return turns.add("patient");
                        }
                    })
                    .awaitWaiting();
            held.release();
            assertTrue(patient.get());
            eager.get();
            assertEquals(List.of("eager", "patient", "eager"), turns);
        }
    }

    /** A person may note there what the slot stands for; Python keeps it too. */
    @Test
    void slotFilesKeepTheirContent() throws Exception {
        Files.writeString(two.slotPath(0), "gpu=42");
        two.acquire().release();
        assertEquals("gpu=42", Files.readString(two.slotPath(0)));
    }

    /** One thread's JVM fills, empties and refuses a thousand slots; a process that is full costs no look at all. */
    @Test
    void aThousandSlots() throws Exception {
        BoundedSemaphore many = semaphore(MANY).withTimeout(Duration.ZERO);
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            permits.add(many.acquire());
        }
        assertEquals(
                MANY,
                permits.stream().map(Permit::slot).collect(Collectors.toSet()).size());
        assertEquals(Optional.empty(), many.tryAcquire());
        long start = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            assertEquals(Optional.empty(), many.tryAcquire());
        }
        Duration refusals = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(refusals.toSeconds() < 20, () -> MANY + " refusals took " + refusals);
        for (Permit permit : permits) {
            permit.release();
        }
    }

    /** Another process has them all: a look costs a few calls a slot, and a wait does not cost a processor. */
    @Test
    void aThousandSlotsOfAnotherProcess() throws Exception {
        BoundedSemaphore many = semaphore(MANY);
        try (Peer peer = Peer.java("semaphore", directory.resolve("gpu"), "maximum=" + MANY);
                Peer waiter = Peer.java("semaphore", directory.resolve("gpu"), "maximum=" + MANY)) {
            for (int i = 0; i < MANY; i++) {
                assertTrue(peer.tryAcquire());
            }
            assertFalse(peer.tryAcquire());
            for (int i = 0; i < 20; i++) {
                assertEquals(Optional.empty(), many.tryAcquire());
            }
            assertEquals("busy", waiter.child().ask("acquire 1"), "warms up");
            Duration before = cpu(waiter);
            assertEquals("busy", waiter.child().ask("acquire 2"));
            Duration used = cpu(waiter).minus(before);
            assertTrue(used.toMillis() < 1000, () -> used + " of a wait of two seconds");
            peer.kill();
            try (Permit permit = many.acquire()) {
                assertEquals(0, permit.slot());
            }
        }
    }

    private static Duration cpu(Peer peer) {
        return ProcessHandle.of(peer.child().pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    // The default directory
}
