package io.portalocker.waiting;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.Portalocker;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How long after the word to release, in another process, a waiter has the lock; and how it waited. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class WindowsHandOffTest {
    private static final int TIMES = 30;

    @TempDir
    Path directory;

    @Test
    void waiterHasTheLockSoon() throws Exception {
        Path file = directory.resolve("lock");
        Lock lock = Lock.of(file).withTimeout(Waiting.FOREVER);
        long[] micros = new long[TIMES];
        try (Peer holder = Peer.java("lock", file)) {
            for (int i = 0; i < TIMES; i++) {
                holder.acquire();
                Background<Long> waiter = Background.start(() -> {
                            try (var _ = lock.acquire()) {
                                return System.nanoTime();
                            }
                        })
                        .awaitWaiting();
                long start = System.nanoTime();
                holder.release();
                micros[i] = TimeUnit.NANOSECONDS.toMicros(waiter.get() - start);
            }
        }
        Arrays.sort(micros);
        System.out.println("hand-off on Windows: p50 " + micros[TIMES / 2] + " us, at most " + micros[TIMES - 1]
                + " us; " + Portalocker.diagnostics());
        assertTrue(micros[TIMES - 1] < Duration.ofSeconds(5).toNanos() / 1000, Arrays.toString(micros));
    }
}
