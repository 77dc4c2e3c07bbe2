package io.portalocker.waiting;

import static io.portalocker.waiting.WaitMethods.force;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockedFile;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual threads wait for one lock, and block no carrier meanwhile. */
class VirtualThreadsTest {
    private static final int MANY = 10_000;

    @TempDir
    Path directory;

    @WaitMethods.Each
    @NeedsPosix("open descriptors that can be counted")
    void waitWhileOthersWork(String method) throws Exception {
        for (boolean shared : new boolean[] {false, true}) {
            force(method, () -> {
                Path file = directory.resolve("lock" + shared);
                Lock lock = Lock.of(file).withShared(shared).withTimeout(Waiting.FOREVER);
                // Who would share is inside the gate with the file open, so there can be only so many of them.
                int waiters = shared ? 200 : MANY;
                AtomicInteger arrived = new AtomicInteger();
                AtomicInteger served = new AtomicInteger();
                try (Peer holder = Peer.resident("lock", file).acquire()) {
                    List<Thread> threads = new ArrayList<>();
                    for (int i = 0; i < waiters; i++) {
                        threads.add(Thread.ofVirtual().start(() -> {
                            arrived.incrementAndGet();
                            try (LockedFile held = lock.acquire()) {
                                served.addAndGet(held.isHeld() ? 1 : 0);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        }));
                    }
                    Background.await(() -> arrived.get() == waiters);
                    // More than there are carriers: with one of them blocked for good, some would not come back.
                    for (int i = 0; i < 1_000; i++) {
                        assertTrue(Background.startVirtual(() -> true).get());
                    }
                    assertEquals(0, served.get());
                    assertTrue(shared || openFiles() <= 100, "descriptors: " + openFiles());
                    assertTrue(waitThreads() <= 2, "platform threads that wait: " + waitThreads());
                    holder.release();
                    for (Thread thread : threads) {
                        assertTrue(thread.join(java.time.Duration.ofSeconds(100)), "still waiting: " + served);
                    }
                }
                assertEquals(waiters, served.get());
                assertEquals(0, Gates.OF_JVM.size());
            });
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private static long waitThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("portalocker-wait-"))
                .filter(thread -> List.of(thread.getValue()).toString().contains("KernelWait.block"))
                .count();
    }
}
