package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.FileLock;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockMismatchException;
import io.portalocker.Permit;
import io.portalocker.PidFileLock;
import io.portalocker.RLock;
import io.portalocker.TemporaryFileLock;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Python packages on the same files, both ways, and the death of either side. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class LockFamilyPeersTest extends EachRelease {
    @TempDir
    Path directory;

    /** A kind of lock and its twin in Python. */
    enum Twin {
        RLOCK("rlock", "rlock", RLock::of),
        TEMPORARY("temporary", "temporary", TemporaryFileLock::of),
        PID("pid", "pid", PidFileLock::of),
        FILE_LOCK("filelock", "filelock", FileLock::of),
        SEMAPHORE_OF_ONE("semaphore", "semaphore", LockFamilyPeersTest::gate);

        private final String java;
        private final String python;

        @SuppressWarnings("ImmutableEnumChecker") // a constructor reference
        private final Function<Path, LockBase<?, ? extends Held>> make;

        Twin(String java, String python, Function<Path, LockBase<?, ? extends Held>> make) {
            this.java = java;
            this.python = python;
            this.make = make;
        }

        LockBase<?, ? extends Held> lock(Path directory) {
            return make.apply(directory.resolve("file.lock"));
        }

        LockBase<?, ? extends Held> patient(Path directory) {
            return lock(directory).withWaiting(Waiting.DEFAULT.withTimeout(Waiting.FOREVER));
        }

        Peer javaPeer(Path directory) {
            return Peer.java(java, directory.resolve("file.lock"), "maximum=1");
        }

        Peer pythonPeer(Path directory) {
            return Peer.python(python, directory.resolve("file.lock"), "maximum=1");
        }
    }

    private static BoundedSemaphore gate(Path file) {
        return BoundedSemaphore.named(file.getFileName().toString(), 1).withDirectory(file.getParent());
    }

    @ParameterizedTest
    @EnumSource
    void oursIsFirst(Twin twin) throws Exception {
        try (Peer python = twin.pythonPeer(directory)) {
            Held held = twin.lock(directory).acquire();
            assertFalse(python.tryAcquire());
            held.ensureHeld();
            python.beginAcquire();
            held.release();
            python.awaitAcquired();
            assertTrue(twin.lock(directory).tryAcquire().isEmpty());
            python.release();
            twin.lock(directory).tryAcquire().orElseThrow().release();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theirsIsFirst(Twin twin) throws Exception {
        try (Peer python = twin.pythonPeer(directory)) {
            assertTrue(python.tryAcquire());
            assertTrue(twin.lock(directory).tryAcquire().isEmpty());
            var waiter =
                    Background.start(() -> twin.patient(directory).acquire()).awaitWaiting();
            assertFalse(waiter.isDone());
            python.release();
            Held held = waiter.get();
            held.ensureHeld();
            assertFalse(python.tryAcquire());
            held.release();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theirHolderIsKilled(Twin twin) throws Exception {
        try (Peer python = twin.pythonPeer(directory);
                Peer other = twin.pythonPeer(directory)) {
            assertTrue(python.tryAcquire());
            var waiter =
                    Background.start(() -> twin.patient(directory).acquire()).awaitWaiting();
            assertFalse(waiter.isDone());
            python.kill();
            Held held = waiter.get();
            held.ensureHeld();
            assertFalse(other.tryAcquire());
            held.release();
            assertTrue(other.tryAcquire());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ourHolderIsKilled(Twin twin) throws Exception {
        try (Peer java = twin.javaPeer(directory);
                Peer python = twin.pythonPeer(directory)) {
            assertTrue(java.tryAcquire());
            assertFalse(python.tryAcquire());
            python.beginAcquire();
            java.kill();
            python.awaitAcquired();
            assertTrue(twin.lock(directory).tryAcquire().isEmpty());
            python.release();
            twin.lock(directory).tryAcquire().orElseThrow().release();
        }
    }

    @Test
    void eitherReadsTheOthersNumber() throws Exception {
        PidFileLock lock = PidFileLock.of(directory.resolve("worker.pid"));
        try (Peer python = Peer.python("pid", lock.path())) {
            assertEquals("None", python.child().ask("readpid"));
            try (Held held = lock.acquire()) {
                assertEquals(
                        Long.toString(ProcessHandle.current().pid()),
                        python.child().ask("readpid"));
                held.ensureHeld();
            }
            assertTrue(python.tryAcquire());
            assertEquals(OptionalLong.of(python.child().pid()), lock.readPid());
            python.release();
            assertEquals(OptionalLong.empty(), lock.readPid());
            assertTrue(python.tryAcquire());
            python.kill();
            assertEquals(OptionalLong.of(python.child().pid()), lock.readPid(), "the dead holder's");
            lock.acquire().release();
        }
    }

    /** A holder on either side takes the lowest free slot, and a dead one gives it back. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void slotsAreShared(boolean pythonDies) throws Exception {
        Path name = directory.resolve("gpu");
        BoundedSemaphore two = BoundedSemaphore.named("gpu", 2).withDirectory(directory);
        try (Peer python = Peer.python("semaphore", name, "maximum=2");
                Peer java = Peer.java("semaphore", name, "maximum=2");
                Peer third = Peer.python("semaphore", name, "maximum=2")) {
            assertTrue(python.tryAcquire());
            assertTrue(java.tryAcquire());
            assertTrue(two.tryAcquire().isEmpty());
            assertFalse(third.tryAcquire());
            var waiter = Background.start(() -> two.withTimeout(Waiting.FOREVER).acquire())
                    .awaitWaiting();
            assertFalse(waiter.isDone());
            (pythonDies ? python : java).kill();
            Permit permit = waiter.get();
            assertEquals(pythonDies ? 0 : 1, permit.slot());
            assertFalse(third.tryAcquire());
            permit.release();
            assertTrue(third.tryAcquire());
            assertTrue(Files.exists(two.slotPath(1)));
        }
    }

    @Test
    void slotNamesAndDirectoryArePythons() {
        String statements = """
            import portalocker, sys, tempfile
            s = portalocker.BoundedSemaphore(101, name='gpu')
            print(tempfile.gettempdir())
            for name in s.get_filenames():
                print(name)
            """;
        try (Child python = Child.python(statements)) {
            BoundedSemaphore ours = BoundedSemaphore.named("gpu", 101);
            assertEquals(Path.of(python.line()), ours.directory());
            for (Path path : ours.slotPaths()) {
                assertEquals(path, Path.of(python.line()));
            }
            assertEquals(0, python.exitCode());
        }
    }

    /** Python's semaphore that counts more slots is noticed where the kernel tells who holds what. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void pythonThatCountsMoreSlotsIsNoticed() throws Exception {
        Path name = directory.resolve("gpu");
        try (Peer first = Peer.python("semaphore", name, "maximum=2");
                Peer second = Peer.python("semaphore", name, "maximum=2")) {
            assertTrue(first.tryAcquire());
            assertTrue(second.tryAcquire());
            first.release();
            var e = assertThrows(
                    LockMismatchException.class,
                    () -> BoundedSemaphore.named("gpu", 1)
                            .withDirectory(directory)
                            .acquire());
            assertTrue(e.getMessage().contains("pid " + second.child().pid()), e.getMessage());
        }
    }
}
