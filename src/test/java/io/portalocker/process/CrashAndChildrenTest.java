package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockLostException;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lock survives, and what it does not. */
@Timeout(120)
class CrashAndChildrenTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = directory.resolve("data.bin");
        Files.writeString(file, "content");
    }

    private static int flock(Path file) {
        Requirements.requireProgram("flock");
        try (var flock = Child.start("flock", "-n", file.toString(), "true")) {
            return flock.exitCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOCK", "LOCKF", "OFD"})
    @NeedsPosix("flock and fcntl; LockContractTest kills holders on every system")
    void killedHolderFreesTheLockAtOnce(String locker) throws Exception {
        try (var holder = Peer.java("lock", file, "locker=" + locker)) {
            var lock = Lock.of(file).withLocker(locker(locker));
            assertTrue(holder.tryAcquire());
            assertTrue(lock.tryAcquire().isEmpty());
            holder.kill();
            lock.tryAcquire().orElseThrow().release();
        }
    }

    @Test
    void waiterIsWokenByTheDeathOfTheHolder() throws Exception {
        try (var holder = Peer.java("lock", file)) {
            assertTrue(holder.tryAcquire());
            var waiter = Background.start(
                            () -> Lock.of(file).withTimeout(Waiting.FOREVER).acquire())
                    .awaitWaiting();
            assertFalse(waiter.isDone());
            holder.kill();
            waiter.get().release();
        }
    }

    private static Locker locker(String name) {
        return io.portalocker.testkit.Holder.locker(name);
    }

    /** The descriptor is close-on-exec, so the child has no part in the lock. */
    @Test
    @NeedsPosix("sh and flock")
    void childOfTheHolderDoesNotKeepTheLock() throws Exception {
        var held = Lock.of(file).acquire();
        try (var child = Child.start("sh", "-c", "echo started; read line")) {
            child.expect("started");
            assertEquals(1, flock(file), "held by us");
            held.release();
            assertEquals(0, flock(file), "the child lives, and holds nothing");
            assertFalse(child.line(java.time.Duration.ofMillis(1)).isPresent());
            child.endInput();
            child.awaitExit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOCK", "OFD"})
    @NeedsPosix("flock and fcntl, whose locks do not keep readers out")
    void readingTheFileElsewhereInTheJvmDoesNotLoseTheLock(String locker) throws Exception {
        try (var stranger = Peer.java("lock", file, "locker=" + locker);
                var held = Lock.of(file).withLocker(locker(locker)).acquire()) {
            assertFalse(stranger.tryAcquire());
            assertEquals("content", Files.readString(file));
            assertFalse(stranger.tryAcquire(), "another process was let in");
            held.ensureHeld();
        }
    }

    /** The reason for all this: what the JDK has is lost by whoever closes the file. */
    @Test
    @NeedsPosix("record locks, which any close of the file frees")
    void readingTheFileElsewhereInTheJvmLosesTheLockOfTheJdk() throws Exception {
        try (var stranger = Peer.java("nio", file);
                var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertFalse(stranger.tryAcquire());
            assertEquals("content", Files.readString(file));
            assertTrue(held.isValid(), "the JDK believes it holds");
            assertTrue(stranger.tryAcquire(), "the kernel knows better");
        }
    }

    // The file goes away

    @Test
    @NeedsPosix("files that are deleted and replaced while they are open")
    void deletedFileIsALostLock() throws Exception {
        var held = Lock.of(file).acquire();
        held.ensureHeld();
        Files.delete(file);
        var e = assertThrows(LockLostException.class, held::ensureHeld);
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertTrue(held.isHeld(), "the handle was not released");
        held.release();
    }

    @Test
    @NeedsPosix("files that are deleted and replaced while they are open")
    void replacedFileIsALostLock() throws Exception {
        var held = Lock.of(file).acquire();
        Files.delete(file);
        Files.writeString(file, "another");
        assertThrows(LockLostException.class, held::ensureHeld);
        held.release();
    }

    @Test
    void closedFileIsALostLock() throws Exception {
        var held = Lock.of(file).acquire();
        held.channel().close();
        assertThrows(LockLostException.class, held::ensureHeld);
        assertEquals(0, flock(file));
        held.release();
        held.release();
    }

    @Test
    @NeedsPosix("files that are deleted and replaced while they are open")
    void waiterOfADeletedFileLocksTheCurrentOne() throws Exception {
        assertWaiterEndsOnTheCurrentFile(() -> Files.delete(file));
    }

    @Test
    @NeedsPosix("files that are deleted and replaced while they are open")
    void waiterOfAReplacedFileLocksTheCurrentOne() throws Exception {
        assertWaiterEndsOnTheCurrentFile(() -> {
            Path other = Files.writeString(directory.resolve("other"), "another");
            Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        });
    }

    private interface Change {
        void make() throws Exception;
    }

    private void assertWaiterEndsOnTheCurrentFile(Change change) throws Exception {
        var lock = Lock.of(file).withMode(OpenMode.A_PLUS).withTimeout(Waiting.FOREVER);
        try (var holder = Peer.java("lock", file);
                var third = Peer.java("lock", file)) {
            assertTrue(holder.tryAcquire());
            var waiter = Background.start(lock::acquire).awaitWaiting();
            change.make();
            Thread.sleep(50); // a waiter of the new file would be in by now, one of the old cannot
            assertFalse(waiter.isDone());
            holder.release();
            try (var held = waiter.get()) {
                held.ensureHeld();
                assertFalse(third.tryAcquire(), "the waiter holds what others find at the path");
            }
            assertTrue(third.tryAcquire());
        }
    }
}
