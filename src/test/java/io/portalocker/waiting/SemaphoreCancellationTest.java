package io.portalocker.waiting;

import static io.portalocker.waiting.WaitMethods.force;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.LockInterruptedException;
import io.portalocker.Permit;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.OpenFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Waits for a slot that are ended at random moments leave no slot, descriptor, watch or gate behind. */
@EnabledOnOs(OS.LINUX)
class SemaphoreCancellationTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final int THREADS = 4;
    private static final int CANCELLATIONS = 1_000;

    @TempDir
    Path directory;

    @WaitMethods.Each
    void leaveNothingBehind(String method) throws Exception {
        BoundedSemaphore three =
                BoundedSemaphore.named("gpu", 3).withDirectory(directory).withTimeout(Waiting.FOREVER);
        String[] slots = three.slotPaths().stream().map(Path::toString).toArray(String[]::new);
        long seed = System.nanoTime();
        System.out.println("SemaphoreCancellationTest " + method + " seed " + seed);
        force(method, () -> {
            try (Child other = Child.script("toggle.py", slots).expect("going")) {
                List<Background<Integer>> work = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    Random random = new Random(seed + i);
                    work.add(
                            i % 2 == 0
                                    ? Background.start(() -> cancel(three, random))
                                    : Background.startVirtual(() -> cancel(three, random)));
                }
                int acquired = 0;
                for (Background<Integer> each : work) {
                    acquired += each.get();
                }
                System.out.println("  acquired " + acquired + " times beside " + CANCELLATIONS + " cancellations");
                assertTrue(acquired > 0, "never acquired");
                other.say("end");
                other.expect("done");
            }
            // A future that was cancelled may be ending still.
            Background.await(() -> OpenFiles.below(PID, directory) == 0);
            assertEquals(0, Gates.OF_JVM.size());
            assertEquals(0, OpenFiles.watches(PID), "watches");
            for (String slot : slots) {
                assertEquals(0, Child.start("flock", "-n", slot, "true").awaitExit(), "slot left behind");
            }
        });
    }

    private static int cancel(BoundedSemaphore semaphore, Random random) throws Exception {
        int acquired = 0;
        for (int cancelled = 0; cancelled < CANCELLATIONS / THREADS; ) {
            long nanos = random.nextLong(TimeUnit.MILLISECONDS.toNanos(1));
            boolean won = switch (random.nextInt(3)) {
                case 0 -> released(semaphore.tryAcquire(Duration.ofNanos(nanos)));
                case 1 -> interrupted(semaphore, nanos);
                default -> cancelled(semaphore, nanos);
            };
            acquired += won ? 1 : 0;
            cancelled += won ? 0 : 1;
        }
        return acquired;
    }

    private static boolean released(Optional<Permit> held) throws Exception {
        if (held.isPresent()) {
            held.get().release();
        }
        return held.isPresent();
    }

    private static boolean interrupted(BoundedSemaphore semaphore, long nanos) throws Exception {
        Background<Permit> waiter = Background.startVirtual(semaphore::acquire);
        LockSupport.parkNanos(nanos);
        waiter.interrupt();
        try {
            waiter.get().release();
            return true;
        } catch (LockInterruptedException e) {
            return false;
        }
    }

    private static boolean cancelled(BoundedSemaphore semaphore, long nanos) throws Exception {
        CompletableFuture<Permit> future = semaphore.acquireAsync();
        LockSupport.parkNanos(nanos);
        if (future.cancel(true)) {
            assertEquals(Future.State.CANCELLED, future.state());
            return false;
        }
        future.get().release();
        return true;
    }
}
