package io.portalocker.waiting;

import static io.portalocker.waiting.WaitMethods.force;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.io.TempDir;

/** A lock that another process holds: handed over, given up, interrupted, in every way to wait. */
class HandOffTest {
    @TempDir
    Path directory;

    private Lock lock() {
        return Lock.of(directory.resolve("lock")).withTimeout(Waiting.FOREVER);
    }

    private static List<Lock> kinds(Lock lock) {
        Lock writing = lock.withMode(OpenMode.A_PLUS);
        return List.of(
                writing,
                writing.withShared(true),
                writing.withLocker(Locker.OFD),
                writing.withLocker(Locker.OFD).withShared(true),
                writing.withLocker(Locker.LOCKF));
    }

    private static Peer holder(Lock lock) {
        return Peer.java("lock", lock.path(), "locker=" + ((Enum<?>) lock.locker()).name())
                .acquire();
    }

    @WaitMethods.Each
    void release(String method) throws Exception {
        force(method, () -> {
            for (Lock lock : kinds(lock())) {
                for (boolean virtual : new boolean[] {false, true}) {
                    try (Peer holder = holder(lock)) {
                        Background<Boolean> waiter = start(virtual, () -> {
                            try (var held = lock.acquire()) {
                                return held.isHeld();
                            }
                        });
                        waiter.awaitWaiting();
                        holder.release();
                        assertTrue(waiter.get());
                    }
                }
            }
        });
    }

    @WaitMethods.Each
    void deathOfTheHolder(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = holder(lock())) {
                Background<Boolean> waiter = Background.start(() -> {
                    try (var held = lock().acquire()) {
                        return held.isHeld();
                    }
                });
                waiter.awaitWaiting();
                holder.kill();
                assertTrue(waiter.get());
            }
        });
    }

    @WaitMethods.Each
    void deadline(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = holder(lock())) {
                for (boolean virtual : new boolean[] {false, true}) {
                    Lock brief = lock().withTimeout(Duration.ofMillis(60));
                    LockTimeoutException late = start(
                                    virtual, () -> assertThrows(LockTimeoutException.class, brief::acquire))
                            .get();
                    assertTrue(late.waited().compareTo(brief.waiting().timeout()) >= 0, "waited " + late.waited());
                    assertEquals(holder.child().pid(), late.holders().getFirst().pid());
                }
            }
            assertEquals(0, Gates.OF_JVM.size());
        });
    }

    @WaitMethods.Each
    void interrupt(String method) throws Exception {
        force(method, () -> {
            try (Peer holder = holder(lock())) {
                for (Lock lock : kinds(lock())) {
                    if (!lock.locker().equals(Locker.FLOCK)) {
                        continue;
                    }
                    for (boolean virtual : new boolean[] {false, true}) {
                        Background<Boolean> waiter = start(virtual, () -> {
                            assertThrows(LockInterruptedException.class, lock::acquire);
                            return Thread.currentThread().isInterrupted();
                        });
                        waiter.awaitWaiting();
                        waiter.interrupt();
                        assertTrue(waiter.get(), "interrupt status");
                    }
                }
                holder.release();
            }
            try (var held = lock().acquire()) {
                assertTrue(held.isHeld());
            }
            assertEquals(0, Gates.OF_JVM.size());
        });
    }

    private static <T> Background<T> start(boolean virtual, Callable<T> work) {
        return virtual ? Background.startVirtual(work) : Background.start(work);
    }
}
