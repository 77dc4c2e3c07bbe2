package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockTimeoutException;
import io.portalocker.LockedFile;
import io.portalocker.Waiting;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.ForeignFlock;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A system that gives this JVM no more threads for waiting in the kernel: it is waited in another way. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class NoThreadsTest {

    @TempDir
    Path directory;

    private final Platform platform = Platform.current();
    private final List<ThreadPoolExecutor> pools = new ArrayList<>();
    private final List<ThreadFactory> factories = new ArrayList<>();
    private ForeignFlock holder;
    private Path file;

    @BeforeEach
    void refuseThreads() throws Exception {
        file = directory.resolve("lock");
        holder = new ForeignFlock(file);
        assertTrue(platform.waits().kernel().isPresent());
        for (String name : new String[] {"BLOCKING", "TIMER"}) {
            Field field = WaitThreads.class.getDeclaredField(name);
            field.setAccessible(true);
            ThreadPoolExecutor pool = (ThreadPoolExecutor) field.get(null);
            pools.add(pool);
            factories.add(pool.getThreadFactory());
            pool.setThreadFactory(task -> {
                // How a JVM says that there are no more.
                throw new OutOfMemoryError("unable to create native thread");
            });
            pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        }
        for (ThreadPoolExecutor pool : pools) {
            Background.await(() -> pool.getPoolSize() == 0);
        }
    }

    @AfterEach
    void giveThreads() throws Exception {
        for (int i = 0; i < pools.size(); i++) {
            pools.get(i).setThreadFactory(factories.get(i));
            pools.get(i).setKeepAliveTime(10, TimeUnit.SECONDS);
        }
        holder.close();
    }

    @Test
    void virtualThreadGetsTheLockAllTheSame() throws Exception {
        Background<Boolean> waiter = Background.startVirtual(() -> {
                    try (LockedFile held =
                            Lock.of(file).withTimeout(Waiting.FOREVER).acquire()) {
                        return held.isHeld();
                    } catch (OutOfMemoryError e) {
                        throw unexpected(e);
                    }
                })
                .awaitWaiting();
        holder.unlock();
        assertTrue(waiter.get());
    }

    @Test
    void deadlineEndsTheWait() {
        Lock lock = Lock.of(file).withTimeout(Duration.ofMillis(100));
        try {
            assertThrows(LockTimeoutException.class, lock::acquire);
        } catch (OutOfMemoryError e) {
            throw unexpected(e);
        }
    }

    /** JUnit takes the error for its own, and ends all tests. */
    private static AssertionError unexpected(OutOfMemoryError e) {
        return new AssertionError("it was not waited in another way", e);
    }

    @Test
    void interruptEndsTheWaitInTheKernel() throws Exception {
        long mine = platform.files().open(file, OpenFlags.READ, 0);
        KernelWait wait = new KernelWait(platform.waits().kernel().orElseThrow(), Mechanism.FLOCK, mine, false);
        Background<InterruptedException> waiter = Background.start(() -> assertThrows(
                        InterruptedException.class, () -> wait.await(Deadline.after(Waiting.FOREVER, Ticker.SYSTEM))))
                .awaitWaiting();
        try {
            waiter.interrupt();
        } catch (OutOfMemoryError e) {
            throw unexpected(e);
        }
        waiter.get();
        platform.files().close(mine);
    }
}
