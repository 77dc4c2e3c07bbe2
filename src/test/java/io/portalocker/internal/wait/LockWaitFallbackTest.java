package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockableFile;
import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.WaitCalls;
import io.portalocker.testkit.FakeTicker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is done where the kernel does not wait, or nobody announces a release. */
@Timeout(60)
class LockWaitFallbackTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Refusal NO_THREAD = () -> {
        throw new RejectedExecutionException("no thread");
    };
    private static final Refusal CYCLE = () -> {
        throw new SysException("fcntl", 35, "a cycle", ErrorKind.DEADLOCK);
    };

    /** What a wait in the kernel ends with. */
    private interface Refusal {
        void refuse() throws SysException;
    }

    @TempDir
    Path directory;

    private final FakeTicker time = new FakeTicker();
    private final AtomicInteger attempts = new AtomicInteger();

    private LockWait.Attempt succeedsAt(int attempt) {
        return () -> attempts.incrementAndGet() == attempt;
    }

    private Deadline in(Duration timeout) {
        return Deadline.after(timeout, time);
    }

    private Path path() {
        return directory.resolve("lock");
    }

    private LockableFile open() throws Exception {
        return LockableFile.open(Files.createFile(path()), "r+");
    }

    /** What the system offers here: news that the test makes, and waits in the kernel that do what the test says. */
    private static final class Refusing implements WaitCalls {
        private final FakeCloseEvents events = new FakeCloseEvents();
        private final Refusal refusal;
        private boolean announces = true;

        Refusing(Refusal refusal) {
            this.refusal = refusal;
        }

        @Override
        public Optional<KernelWaits> kernel() {
            return Optional.of(new KernelWaits() {
                @Override
                public long currentThread() {
                    return 0;
                }

                @Override
                public void interrupt(long thread) {}

                @Override
                public boolean lock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
                    refusal.refuse();
                    return false;
                }
            });
        }

        @Override
        public Optional<CloseEvents> events() {
            return announces ? Optional.of(events) : Optional.empty();
        }

        @Override
        public FileSystemKind fileSystem(long descriptor) {
            return new FileSystemKind("local", true);
        }
    }

    private static LockWait on(WaitCalls calls) {
        Platform real = Platform.current();
        return new LockWait(
                new Platform("fake", real.files(), real.locks(), real.processes(), calls, real.programs()),
                () -> new Random(11));
    }

    private boolean await(WaitCalls calls, Duration timeout) throws Exception {
        try (LockableFile file = open()) {
            return on(calls).await(Mechanism.FLOCK, file.descriptor(), false, in(timeout), SECOND);
        } finally {
            Files.delete(path());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNoThreadCanWaitInTheKernelNewsAreWaitedForOrElseItPolls() throws Exception {
        var calls = new Refusing(NO_THREAD);
        assertTrue(await(calls, Duration.ofHours(1)));
        assertEquals(3, calls.events.calls.size(), () -> "opened, watched, ended: " + calls.events.calls);
        var without = new Refusing(NO_THREAD);
        without.announces = false;
        assertTrue(await(without, Duration.ofHours(1)));
        assertFalse(on(without).hasEvents());
        assertTrue(on(calls).hasEvents());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cycleThatOnlyTheKernelSeesIsPolledFor() throws Exception {
        var calls = new Refusing(CYCLE);
        assertTrue(await(calls, Duration.ofHours(1)));
        assertEquals(List.of(), calls.events.calls);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoeverKeepsTheFileIsWaitedForUntilTheDeadlineInEachWay() throws Exception {
        for (var refusal : List.of(NO_THREAD, CYCLE)) {
            for (boolean announces : new boolean[] {false, true}) {
                var calls = new Refusing(refusal);
                calls.announces = announces;
                try (var _ = Lock.of(path()).acquire();
                        var file = LockableFile.open(path(), "r+")) {
                    Duration timeout = announces ? Duration.ZERO : Duration.ofMillis(20);
                    assertFalse(on(calls).await(Mechanism.FLOCK, file.descriptor(), false, in(timeout), SECOND));
                }
                Files.delete(path());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherFailureOfTheKernelIsTold() {
        SysException failure = new FakeCloseEvents().failure;
        var calls = new Refusing(() -> {
            throw failure;
        });
        assertSame(failure, assertThrows(SysException.class, () -> await(calls, Duration.ofHours(1))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoGetsNoNewsPolls() throws Exception {
        var calls = new Refusing(NO_THREAD);
        var none = on(calls);
        try (LockableFile file = open()) {
            calls.events.refused = file.descriptor();
            assertTrue(none.withEvents(succeedsAt(5), in(Duration.ofHours(1)), SECOND, file.descriptor()));
            assertEquals(5, attempts.get());
            assertFalse(none.withEvents(succeedsAt(0), in(Duration.ofMillis(50)), SECOND, file.descriptor()));
            assertTrue(none.subscribe(Mechanism.FLOCK, file.descriptor(), new Semaphore(0))
                    .isEmpty());
        }
    }

    @Test
    void newsAreAnAttemptAtOnce() throws Exception {
        var calls = new Refusing(NO_THREAD);
        var told = on(calls);
        LockWait.Attempt attempt = () -> {
            if (attempts.incrementAndGet() == 1) {
                calls.events.say(3);
            }
            return attempts.get() == 2;
        };
        assertTrue(told.withEvents(attempt, in(Duration.ofHours(1)), SECOND, 3));
        assertEquals(2, attempts.get());
        assertEquals(List.of("open 1", "watch 1 3", "unwatch 1 3"), calls.events.calls);
    }
}
