package io.portalocker.waiting;

import static io.portalocker.waiting.WaitMethods.force;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockedFile;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.OpenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Waits that are ended at random moments, by deadline, interrupt and cancelled future, leave nothing behind. */
class CancellationTest {
    private static final int THREADS = 8;
    private static final int CANCELLATIONS = 10_000;

    @TempDir
    Path directory;

    @WaitMethods.Each
    void leaveNothingBehind(String method) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < THREADS / 2; i++) {
            files.add(directory.resolve("lock" + i));
        }
        long seed = System.nanoTime();
        System.out.println("CancellationTest " + method + " seed " + seed);
        force(method, () -> {
            // What waiting needs is opened once, and stays.
            try (var held = Lock.of(files.getFirst()).acquire()) {
                assertTrue(Lock.of(files.getFirst())
                        .tryAcquire(Duration.ofMillis(1))
                        .isEmpty());
                assertTrue(held.isHeld());
            }
            long descriptors = OpenFiles.below(directory);
            String[] names = files.stream().map(Path::toString).toArray(String[]::new);
            try (Child other = Child.script("toggle.py", names).expect("going")) {
                List<Background<Integer>> work = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    Path file = files.get(i % files.size());
                    Random random = new Random(seed + i);
                    work.add(
                            i % 2 == 0
                                    ? Background.start(() -> cancel(file, random))
                                    : Background.startVirtual(() -> cancel(file, random)));
                }
                int acquired = 0;
                for (Background<Integer> each : work) {
                    acquired += each.get();
                }
                System.out.println("  acquired " + acquired + " of " + CANCELLATIONS);
                assertTrue(acquired > 0, "never acquired");
                assertTrue(acquired < CANCELLATIONS, "never cancelled");
                other.say("end");
                other.expect("done");
            }
            Background.await(() -> Gates.OF_JVM.size() == 0);
            Background.await(() -> OpenFiles.below(directory) == descriptors);
            for (Path file : files) {
                assertEquals(
                        0, Child.start("flock", "-n", file.toString(), "true").awaitExit(), "lock left behind");
            }
        });
    }

    private static int cancel(Path file, Random random) throws Exception {
        Lock lock = Lock.of(file).withTimeout(Waiting.FOREVER);
        int acquired = 0;
        for (int i = 0; i < CANCELLATIONS / THREADS; i++) {
            long nanos = random.nextLong(TimeUnit.MICROSECONDS.toNanos(800));
            boolean won = switch (random.nextInt(3)) {
                case 0 -> released(lock.tryAcquire(Duration.ofNanos(nanos)));
                case 1 -> interrupted(lock, nanos);
                default -> cancelled(lock, nanos);
            };
            acquired += won ? 1 : 0;
        }
        return acquired;
    }

    private static boolean released(Optional<LockedFile> held) throws IOException {
        if (held.isPresent()) {
            held.get().release();
        }
        return held.isPresent();
    }

    @SuppressWarnings("ThreadJoinLoop") // there is no other way in the JDK
    private static boolean interrupted(Lock lock, long nanos) throws Exception {
        Thread waiter = Thread.currentThread();
        Thread interrupter = Thread.ofVirtual().start(() -> {
            java.util.concurrent.locks.LockSupport.parkNanos(nanos);
            waiter.interrupt();
        });
        boolean won;
        try (LockedFile held = lock.acquire()) {
            won = held.isHeld();
        } catch (LockInterruptedException e) {
            won = false;
        }
        while (interrupter.isAlive()) {
            try {
                interrupter.join();
            } catch (InterruptedException e) {
                // The interrupt may come as late as here.
            }
        }
        boolean _ = Thread.interrupted();
        return won;
    }

    private static boolean cancelled(Lock lock, long nanos) throws Exception {
        CompletableFuture<LockedFile> future = lock.acquireAsync();
        java.util.concurrent.locks.LockSupport.parkNanos(nanos);
        if (future.cancel(true)) {
            return false;
        }
        try {
            future.join().release();
            return true;
        } catch (CancellationException | CompletionException e) {
            throw new AssertionError(e);
        }
    }
}
