package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.file.ReentrantFile;
import io.portalocker.testkit.NotUnderQemu;
import io.portalocker.testkit.Ordinary;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Named after what filelock's suite pins down for its native lock. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class FileLockTest extends FileLockFixture {
    // Paths

    @Test
    void nestedMissingDirectoriesAreCreated() throws Exception {
        FileLock deep = FileLock.of(directory.resolve("a/b/c/file.lock"));
        deep.acquire().release();
        assertTrue(Files.exists(deep.path()));
    }

    @Test
    void directoryThatCannotBeMadeIsAnError() throws Exception {
        Files.createFile(directory.resolve("a"));
        var e = assertThrows(
                LockIOException.class,
                () -> FileLock.of(directory.resolve("a/b/file.lock")).acquire());
        assertTrue(e.getMessage().contains("a/b/file.lock"), e.getMessage());
    }

    @Test
    void readOnlyDirectoryIsAPermissionError() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (Peer peer = Ordinary.user("filelock", file)) {
            String answer = peer.child().ask("try");
            assertTrue(answer.startsWith("error LockIOException"), answer);
            assertTrue(answer.contains("EACCES (13)"), answer);
        }
    }

    /** Better than filelock, which must write: one user's lock file serves another. */
    @Test
    void fileThatMayOnlyBeReadIsLocked() throws Exception {
        Files.writeString(file, "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        try (Peer peer = Ordinary.user("filelock", file)) {
            assertTrue(peer.tryAcquire());
            assertFalse(isFree());
            assertEquals("content", Files.readString(file));
            peer.release();
        }
        Files.setPosixFilePermissions(file, Set.of());
        try (Peer peer = Ordinary.user("filelock", file)) {
            String answer = peer.child().ask("try");
            assertTrue(answer.contains("EACCES (13)"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nul\u0000byte"})
    void badNamesAreRefusedAtOnce(String name) {
        assertThrows(IllegalArgumentException.class, () -> FileLock.of(Path.of(name)));
    }

    @Test
    void namesThatAreTooLongOrDirectoriesAreErrorsAtOnce() {
        assertThrows(
                LockIOException.class,
                () -> FileLock.of(directory.resolve("x".repeat(300))).acquire());
        assertThrows(LockIOException.class, () -> FileLock.of(directory).acquire());
    }

    // Re-entrancy

    @Test
    void nestedBlocks() throws Exception {
        try (Held outer = lock.acquire()) {
            try (Held inner = lock.acquire();
                    Held innermost = FileLock.of(file).acquire()) {
                assertTrue(inner.isHeld() && innermost.isHeld());
                assertEquals(1, ReentrantFile.OF_JVM.size());
            }
            assertTrue(outer.isHeld());
            assertFalse(isFree());
        }
        assertTrue(isFree());
    }

    @Test
    void releasedAfterAnExceptionInTheBody() throws Exception {
        assertThrows(IllegalStateException.class, () -> {
            try (Held held = lock.acquire()) {
                throw new IllegalStateException(held.toString());
            }
        });
        assertTrue(isFree());
    }

    @Test
    void symlinkedParentIsTheSameLockAndAFinalLinkIsRefused() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        try (Held held = lock.acquire();
                Held same = FileLock.of(link.resolve("file.lock")).acquire()) {
            assertEquals(1, ReentrantFile.OF_JVM.size());
            held.ensureHeld();
            same.ensureHeld();
        }
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.createSymbolicLink(directory.resolve("final.lock"), precious);
        var e = assertThrows(
                LockIOException.class,
                () -> FileLock.of(directory.resolve("final.lock")).acquire());
        assertEquals("ELOOP", e.symbol());
        assertEquals("precious", Files.readString(precious));
    }

    // Threads

    @Test
    void hundredThreadsAcquireAHundredTimesEach() throws Exception {
        assertThreadsExclude(100, 100, List.of(lock));
    }

    @Test
    void twoRecordsAndTenThreadsAThousandTimesEach() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThreadsExclude(10, 1000, List.of(lock, FileLock.of(link.resolve("file.lock"))));
    }

    private void assertThreadsExclude(int threads, int times, List<FileLock> locks) throws Exception {
        int[] counter = new int[1];
        var inside = new AtomicBoolean();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                FileLock mine = locks.get(i % locks.size());
                all.add(pool.submit(() -> {
                    for (int j = 0; j < times; j++) {
                        try (Held held = mine.acquire()) {
                            assertTrue(inside.compareAndSet(false, true), held::toString);
                            counter[0]++;
                            inside.set(false);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertEquals(threads * times, counter[0]);
    }

    @Test
    void virtualThreadsThrash() throws Exception {
        int[] counter = new int[1];
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(pool.submit(() -> {
                    try (Held outer = lock.acquire();
                            Held inner = lock.acquire()) {
                        assertTrue(outer.isHeld() && inner.isHeld());
                        counter[0]++;
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertEquals(100, counter[0]);
    }

    // Waiting

    @Test
    void waitsForEverUnlessTold() {
        assertEquals(new Waiting(Waiting.FOREVER, Duration.ofMillis(50)), lock.waiting());
    }

    @Test
    void timeoutOfTheRecordAndOfTheCall() throws Exception {
        try (Held held = elsewhere(lock::acquire)) {
            var e = assertThrows(
                    LockTimeoutException.class,
                    () -> lock.withTimeout(Duration.ofMillis(30)).acquire());
            assertTrue(e.waited().toMillis() >= 30, () -> "waited " + e.waited());
            // The call's own timeout counts, and no waiting beats any timeout.
            assertEquals(Optional.empty(), lock.tryAcquire(Duration.ofMillis(1)));
            assertEquals(Optional.empty(), lock.tryAcquire());
            assertEquals(
                    AlreadyLockedException.class,
                    assertThrows(
                                    AlreadyLockedException.class,
                                    () -> lock.withFailWhenLocked(true).acquire())
                            .getClass());
            held.ensureHeld();
        }
    }

    /** filelock: cancel_check cancels a wait, is not consulted when free, works with a finite timeout. */
    @Test
    void waitCanBeCancelled() throws Exception {
        Held held = lock.acquire();
        for (FileLock waiting : List.of(lock, lock.withTimeout(Duration.ofHours(1)))) {
            var future = waiting.acquireAsync();
            assertThrows(java.util.concurrent.TimeoutException.class, () -> future.get(10, TimeUnit.MILLISECONDS));
            assertTrue(future.cancel(true));
            assertThrows(CancellationException.class, future::join);
        }
        held.release();
        Thread.currentThread().interrupt();
        try {
            lock.acquire().release(); // free: nothing to wait for
        } finally {
            Thread.interrupted();
        }
        assertTrue(isFree());
    }

    // Deadlock of one thread

    @Test
    void anotherKindInTheSameThreadIsToldOfTheDeadlock() throws Exception {
        try (Held held = lock.acquire()) {
            var e = assertThrows(
                    LockDeadlockException.class, () -> RLock.of(file).acquire());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            // A wait that ends is a wait.
            assertThrows(
                    LockTimeoutException.class,
                    () -> Lock.of(file).withTimeout(Duration.ofMillis(20)).acquire());
            // Another thread waits as it should.
            assertThrows(
                    LockTimeoutException.class,
                    () -> elsewhere(() ->
                            Lock.of(file).withTimeout(Duration.ofMillis(20)).acquire()));
            held.ensureHeld();
        }
        Lock.of(file).withTimeout(Waiting.FOREVER).acquire().release();
        try (LockedFile other = Lock.of(file).acquire()) {
            assertEquals(Optional.empty(), lock.tryAcquire());
            other.ensureHeld();
        }
    }

    @Test
    void deadlockIsNotSeenWhereTheParentLeadsElsewhereNow() throws Exception {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), first);
        FileLock throughLink = FileLock.of(link.resolve("file.lock"));
        try (Held inFirst = throughLink.acquire()) {
            Files.delete(link);
            Files.createSymbolicLink(link, second);
            try (Held inSecond = throughLink.acquire()) {
                assertEquals(2, ReentrantFile.OF_JVM.size());
                assertThrows(LockLostException.class, inFirst::ensureHeld);
                inSecond.ensureHeld();
            }
        }
    }

    // The descriptor (lock_descriptor)

    @Test
    void descriptorOfOthersContendsWithTheLockBothWays() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "a")) {
            LockableFile theirs = LockableFile.ofDescriptor(opened.descriptor(), OpenMode.A);
            try (Held held = lock.acquire()) {
                assertThrows(
                        AlreadyLockedException.class,
                        () -> Portalocker.lock(theirs, LockFlag.EXCLUSIVE, LockFlag.NON_BLOCKING));
                held.ensureHeld();
            }
            Portalocker.lock(theirs, LockFlag.EXCLUSIVE, LockFlag.NON_BLOCKING);
            assertFalse(isFree());
            Portalocker.unlock(theirs);
            assertTrue(isFree());
            theirs.close();
            assertTrue(opened.isOpen(), "the descriptor stays its owner's");
        }
        assertThrows(LockIOException.class, () -> LockableFile.ofDescriptor(999_999, OpenMode.A));
        assertThrows(IllegalArgumentException.class, () -> LockableFile.ofDescriptor(-1, OpenMode.A));
    }

    /** filelock: a blocking wait uses < 0.05 s CPU. */
    @Test
    @NotUnderQemu("the processor time of a wait is that of the emulation")
    void waitCostsLittle() throws Exception {
        try (Peer peer = Peer.java("filelock", file);
                Held held = lock.acquire()) {
            assertEquals("busy", peer.child().ask("acquire 0.5"), "warms up");
            Duration before = cpu(peer);
            assertEquals("busy", peer.child().ask("acquire 1"));
            Duration used = cpu(peer).minus(before);
            assertTrue(used.toMillis() < 300, () -> used + " of a wait of one second");
            held.ensureHeld();
        }
    }

    private static Duration cpu(Peer peer) {
        return ProcessHandle.of(peer.child().pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }
}
