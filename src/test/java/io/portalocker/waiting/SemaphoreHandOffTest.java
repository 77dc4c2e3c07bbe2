package io.portalocker.waiting;

import static io.portalocker.waiting.WaitMethods.force;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.LockInterruptedException;
import io.portalocker.Permit;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.OpenFiles;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The slots of a semaphore that other processes hold: whichever is freed, whoever waits gets it, in every way to wait. */
@EnabledOnOs(OS.LINUX)
class SemaphoreHandOffTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private BoundedSemaphore two;

    @BeforeEach
    void describeSemaphore() {
        two = semaphore(2);
    }

    private BoundedSemaphore semaphore(int maximum) {
        return BoundedSemaphore.named("gpu", maximum).withDirectory(directory).withTimeout(Waiting.FOREVER);
    }

    private Peer java(int maximum) {
        return Peer.java("semaphore", directory.resolve("gpu"), "maximum=" + maximum);
    }

    private Peer python() {
        return Peer.python("semaphore", directory.resolve("gpu"), "maximum=2");
    }

    private static Background<Permit> waiter(BoundedSemaphore semaphore, boolean virtual) {
        return (virtual ? Background.startVirtual(semaphore::acquire) : Background.start(semaphore::acquire))
                .awaitWaiting();
    }

    @WaitMethods.Each
    void release(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = java(2).acquire().acquire()) {
                for (boolean virtual : new boolean[] {false, true, false, true}) {
                    Background<Permit> waiter = waiter(two, virtual);
                    holder.release();
                    try (Permit permit = waiter.get()) {
                        permit.ensureHeld();
                        assertEquals(1, permit.slot());
                        assertEquals(0, OpenFiles.watches(PID), "who holds a slot needs no news");
                    }
                    holder.acquire();
                }
                // Both slots, one after the other, to one who waits for each.
                Background<Permit> waiter = waiter(two, false);
                holder.release();
                try (Permit second = waiter.get()) {
                    Background<Permit> other = waiter(two, true);
                    holder.release();
                    try (Permit first = other.get()) {
                        assertEquals(0, first.slot());
                        assertEquals(1, second.slot());
                    }
                }
            }
            assertNothingIsLeft();
        });
    }

    @WaitMethods.Each
    void releaseByPython(String method) throws Exception {
        force(method, () -> {
            try (Peer first = python().acquire();
                    Peer second = python().acquire()) {
                for (Peer each : new Peer[] {first, second, first, second}) {
                    Background<Permit> waiter = waiter(two, false);
                    each.release();
                    try (Permit permit = waiter.get()) {
                        permit.ensureHeld();
                    }
                    each.acquire();
                }
            }
            assertNothingIsLeft();
        });
    }

    @WaitMethods.Each
    void releaseInThisJvm(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = java(2).acquire()) {
                Permit held = two.acquire();
                Background<Permit> waiter = waiter(two, false);
                held.release();
                try (Permit permit = waiter.get()) {
                    assertEquals(held.slot(), permit.slot());
                }
                holder.release();
            }
            assertNothingIsLeft();
        });
    }

    @WaitMethods.Each
    void deathOfAHolder(String method) throws Exception {
        force(method, () -> {
            try (Peer first = java(2).acquire();
                    Peer second = python().acquire()) {
                Background<Permit> waiter = waiter(two, false);
                first.kill();
                try (Permit permit = waiter.get()) {
                    Background<Permit> other = waiter(two, true);
                    second.kill();
                    try (Permit last = other.get()) {
                        assertEquals(1, permit.slot() + last.slot());
                    }
                }
            }
            assertNothingIsLeft();
        });
    }

    /** Nobody need ever free the file that was deleted. */
    @WaitMethods.Each
    void deletionOfAHeldSlot(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = java(2).acquire().acquire()) {
                Background<Permit> waiter = waiter(two, false);
                Files.delete(two.slotPath(1));
                try (Permit permit = waiter.get()) {
                    assertEquals(1, permit.slot());
                    permit.ensureHeld();
                    assertEquals(Optional.empty(), two.tryAcquire());
                }
                holder.release();
            }
            assertNothingIsLeft();
        });
    }

    /** The file that is freed is no slot any more, and the one that is has been locked by another. */
    @WaitMethods.Each
    void replacementOfAHeldSlot(String method) throws Exception {
        Path replacement = directory.resolve("replacement");
        force(method, () -> {
            for (int i = 0; i < 5; i++) {
                try (Peer holder = java(2).acquire().acquire();
                        Peer other = Peer.python("filelock", replacement).acquire()) {
                    Background<Permit> waiter = waiter(two, false);
                    Files.move(replacement, two.slotPath(1), StandardCopyOption.ATOMIC_MOVE);
                    holder.release();
                    waiter.awaitWaiting();
                    other.kill();
                    try (Permit permit = waiter.get()) {
                        assertEquals(1, permit.slot());
                        permit.ensureHeld();
                    }
                }
            }
            assertNothingIsLeft();
        });
    }

    @WaitMethods.Each
    void interruptAndDeadline(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = java(2).acquire().acquire()) {
                for (boolean virtual : new boolean[] {false, true}) {
                    Background<Permit> first = waiter(two, virtual);
                    Background<Permit> queued = waiter(two, virtual);
                    first.interrupt();
                    assertThrows(LockInterruptedException.class, first::get);
                    assertTrue(two.tryAcquire(Duration.ofMillis(20)).isEmpty());
                    queued.interrupt();
                    assertThrows(LockInterruptedException.class, queued::get);
                    assertNothingIsLeft();
                }
                holder.release();
            }
        });
    }

    @WaitMethods.Each
    void eachSlotIsWatched(String method) throws Exception {
        int slots = method.equals("polling") ? 0 : 3;
        force(method, () -> {
            try (Peer holder = java(3).acquire().acquire().acquire()) {
                Background<Permit> waiter = waiter(semaphore(3), false);
                Background.await(() -> OpenFiles.watches(PID) == slots);
                // The maximum's file is the fourth.
                assertEquals(4, OpenFiles.below(PID, directory));
                holder.release();
                waiter.get().release();
            }
            assertNothingIsLeft();
        });
    }

    /** Beyond what is watched slots are looked at from time to time, and so is the last of them. */
    @Test
    @Timeout(120)
    void moreSlotsThanAreWatched() throws Exception {
        try (Peer holder = java(100)) {
            for (int i = 0; i < 100; i++) {
                holder.acquire();
            }
            Background<Permit> waiter = waiter(semaphore(100), false);
            Background.await(() -> OpenFiles.watches(PID) == 64);
            assertTrue(OpenFiles.below(PID, directory) <= 66, () -> "open: " + OpenFiles.below(PID, directory));
            holder.release();
            try (Permit permit = waiter.get()) {
                assertEquals(99, permit.slot());
            }
        }
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertEquals(0, Gates.OF_JVM.size());
        assertEquals(0, OpenFiles.below(PID, directory), "descriptors");
        assertEquals(0, OpenFiles.watches(PID), "watches");
    }
}
