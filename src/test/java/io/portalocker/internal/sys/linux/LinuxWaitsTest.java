package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockTimeoutException;
import io.portalocker.LockableFile;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.wait.WaitMethod;
import io.portalocker.internal.wait.WaitPlan;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.ForeignFlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Waiting in the kernel where the way out of it is in danger. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class LinuxWaitsTest {

    @TempDir
    Path directory;

    private Path file;
    private ForeignFlock holder;

    @BeforeEach
    void hold() throws Exception {
        file = directory.resolve("lock");
        holder = new ForeignFlock(file);
    }

    @AfterEach
    void close() throws Exception {
        holder.close();
    }

    /** A supervisor that waits for its signals in sigwait has them blocked, and its children are born so. */
    @Test
    void threadBornWithTheSignalBlockedComesBackInTime() throws Exception {
        WakeUpSignal signal = Background.elsewhere(WakeUpSignal::find).orElseThrow();
        assertTrue(
                Background.elsewhere(() -> {
                    Scratch scratch = Scratch.take();
                    signal.block(scratch);
                    Lock lock = Lock.of(file).withTimeout(Duration.ofMillis(200));
                    assertThrows(LockTimeoutException.class, lock::acquire);
                    return signal.unblock(scratch);
                }),
                "the thread's own mask is as it was");
    }

    /** Real-time signals can be refused; that must not surprise the thread that interrupts. */
    @Test
    void refusedSignalThrowsNothing() {
        new PlatformKernelWaits(new WakeUpSignal(9999)).interrupt(thisThread());
    }

    private static long thisThread() {
        return new PlatformKernelWaits(new WakeUpSignal(62)).currentThread();
    }

    @Test
    void asksOnAThreadThatNobodyInterrupts() {
        PlatformWaits waits = new PlatformWaits();
        Thread.currentThread().interrupt();
        assertTrue(waits.kernel().isPresent());
        assertTrue(Thread.interrupted(), "the status is kept");
    }

    @Test
    void asksAgainAfterAFailureAndOnlyThen() throws Exception {
        System.clearProperty(WaitPlan.PROPERTY);
        AtomicInteger asked = new AtomicInteger();
        PlatformWaits waits = new PlatformWaits(new Probe() {
            @Override
            Optional<KernelWaits> ask() throws IOException {
                if (asked.incrementAndGet() == 1) {
                    throw new IOException("Too many open files");
                }
                return super.ask();
            }
        });
        WaitPlan plan = new WaitPlan(waits);
        try (LockableFile mine = LockableFile.open(file, "r+")) {
            assertEquals(WaitMethod.EVENTS, plan.choose(Mechanism.FLOCK, mine.descriptor()));
            for (int i = 0; i < 3; i++) {
                assertEquals(WaitMethod.KERNEL, plan.choose(Mechanism.FLOCK, mine.descriptor()));
            }
            assertTrue(plan.choices().containsValue(WaitMethod.KERNEL));
            assertFalse(plan.choices().containsValue(WaitMethod.EVENTS));
        }
        assertEquals(2, asked.get());
    }

    @Test
    void keepsTheAnswerThatThereIsNoSuchSignal() {
        AtomicInteger asked = new AtomicInteger();
        PlatformWaits waits = new PlatformWaits(new Probe() {
            @Override
            Optional<KernelWaits> ask() {
                asked.incrementAndGet();
                return Optional.empty();
            }
        });
        assertTrue(waits.kernel().isEmpty());
        assertTrue(waits.kernel().isEmpty());
        assertEquals(1, asked.get());
    }

    @Test
    void readsNoChannelOnTheUsersThread() throws Exception {
        assertTrue(Files.exists(file));
        Thread.currentThread().interrupt();
        try {
            assertThrows(IOException.class, WakeUpSignal::find, "which is why it runs elsewhere");
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
