package io.portalocker.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockedFile;
import io.portalocker.Waiting;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.WaitPlan;
import io.portalocker.testkit.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that wait for a file each share a few platform threads; the others go by news of the file. */
@EnabledOnOs(OS.LINUX)
class ManyFilesTest {

    private static final int MANY = 150;

    private final Platform platform = Platform.current();

    @TempDir
    Path directory;

    @AfterEach
    void chooseFreely() {
        System.clearProperty(WaitPlan.PROPERTY);
    }

    @Test
    @Timeout(120)
    void waitOnFewPlatformThreads() throws Exception {
        System.setProperty(WaitPlan.PROPERTY, "kernel");
        List<Long> holders = new ArrayList<>();
        List<Background<Boolean>> waiters = new ArrayList<>();
        AtomicInteger arrived = new AtomicInteger();
        for (int i = 0; i < MANY; i++) {
            Path file = directory.resolve("lock" + i);
            // Through a description of its own, which the library's gates know nothing of.
            long holder = platform.files().open(file, OpenFlags.READ | OpenFlags.CREATE, 0600);
            assertTrue(platform.locks().tryLock(Mechanism.FLOCK, holder, false));
            holders.add(holder);
            waiters.add(Background.startVirtual(() -> {
                arrived.incrementAndGet();
                try (LockedFile held =
                        Lock.of(file).withTimeout(Waiting.FOREVER).acquire()) {
                    return held.isHeld();
                }
            }));
        }
        Background.await(() -> arrived.get() == MANY && waitThreads() >= 32);
        assertEquals(32, waitThreads());
        for (long holder : holders) {
            platform.files().close(holder);
        }
        for (Background<Boolean> waiter : waiters) {
            assertTrue(waiter.get());
        }
    }

    private static long waitThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("portalocker-wait-"))
                .count();
    }
}
