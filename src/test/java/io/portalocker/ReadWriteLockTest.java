package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.range.RangeFiles;
import io.portalocker.internal.range.RangeHold;
import io.portalocker.internal.range.RangeKind;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** filelock's test_read_write and test_read_write_unit, as far as no SQLite is in them. */
@Timeout(60)
class ReadWriteLockTest {
    @TempDir
    Path directory;

    private Path file;
    private ReadWriteLock lock;

    @BeforeEach
    void describe() {
        file = directory.resolve("rw.lock");
        lock = ReadWriteLock.of(file);
    }

    private boolean mayElsewhere(LockBase<?, ? extends Held> side) throws Exception {
        return elsewhere(() -> {
            Optional<? extends Held> held = side.tryAcquire();
            if (held.isPresent()) {
                held.get().release();
            }
            return held.isPresent();
        });
    }

    @Test
    void threadsReadTogether() throws Exception {
        Held first = lock.read().acquire();
        Held second = elsewhere(() -> lock.read().acquire());
        assertFalse(mayElsewhere(lock.write()));
        first.release();
        assertFalse(mayElsewhere(lock.write()), "one reader remains");
        second.release();
        assertTrue(mayElsewhere(lock.write()));
    }

    @Test
    void writerIsAlone() throws Exception {
        try (var write = lock.write().acquire()) {
            assertFalse(mayElsewhere(lock.read()));
            assertFalse(mayElsewhere(lock.write()));
            write.ensureHeld();
        }
        assertTrue(mayElsewhere(lock.read()));
    }

    @Test
    void sidesCanBeTakenInTurn() throws Exception {
        for (int i = 0; i < 20; i++) {
            lock.read().acquire().release();
            lock.write().acquire().release();
        }
    }

    @Test
    void readingIsReentrantAndCounted() throws Exception {
        Held outer = lock.read().acquire();
        Held inner = ReadWriteLock.of(file).read().acquire();
        outer.release();
        outer.release();
        assertTrue(inner.isHeld());
        assertFalse(mayElsewhere(lock.write()));
        inner.release();
        assertTrue(mayElsewhere(lock.write()));
    }

    @Test
    void writingIsReentrantAndCounted() throws Exception {
        WriteHold outer = lock.write().acquire();
        WriteHold inner = ReadWriteLock.of(file).write().acquire();
        assertThrows(IllegalStateException.class, outer::downgrade);
        inner.release();
        assertFalse(mayElsewhere(lock.read()));
        outer.release();
        assertTrue(mayElsewhere(lock.read()));
    }

    @Test
    void readerGetsAnotherHandlePastAWaitingWriter() throws Exception {
        Held outer = lock.read().acquire();
        Background<WriteHold> writer =
                Background.start(() -> lock.write().acquire()).awaitWaiting();
        Held inner = lock.read().tryAcquire().orElseThrow();
        assertFalse(mayElsewhere(lock.read()), "a new reader queues behind the writer");
        outer.release();
        inner.release();
        writer.get().release();
    }

    @Test
    void upgradeIsRefusedAndReadingGoesOn() throws Exception {
        try (Held read = lock.read().acquire()) {
            var e = assertThrows(LockDeadlockException.class, () -> lock.write().acquire());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            assertThrows(LockDeadlockException.class, () -> lock.write().tryAcquire());
            assertThrows(LockDeadlockException.class, () -> lock.write().tryAcquire(Duration.ofSeconds(1)));
            read.ensureHeld();
            assertTrue(mayElsewhere(lock.read()));
        }
        lock.write().acquire().release();
    }

    @Test
    void readingWhileWritingIsRefusedInFavourOfDowngrade() throws Exception {
        try (WriteHold write = lock.write().acquire()) {
            var e = assertThrows(LockDeadlockException.class, () -> lock.read().acquire());
            assertTrue(e.getMessage().contains("downgrade()"), e.getMessage());
            write.ensureHeld();
        }
    }

    @Test
    void downgradeLetsWaitingReadersInAndWritersNot() throws Exception {
        WriteHold write = lock.write().acquire();
        Background<Held> reader = Background.start(() -> lock.read().acquire()).awaitWaiting();
        Held read = write.downgrade();
        reader.get().release();
        assertFalse(write.isHeld());
        assertThrows(LockLostException.class, write::ensureHeld);
        assertThrows(LockLostException.class, write::downgrade);
        write.release();
        read.ensureHeld();
        assertFalse(mayElsewhere(lock.write()));
        lock.read().acquire().release();
        assertThrows(LockDeadlockException.class, () -> lock.write().tryAcquire());
        read.release();
        assertTrue(mayElsewhere(lock.write()));
    }

    @Test
    void writerIsNotStarvedByReadersWhoKeepComing() throws Exception {
        Held first = lock.read().acquire();
        Background<WriteHold> writer =
                Background.start(() -> lock.write().acquire()).awaitWaiting();
        List<Background<Held>> readers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            readers.add(Background.start(() -> lock.read().acquire()).awaitWaiting());
        }
        first.release();
        WriteHold write = writer.get();
        assertTrue(readers.stream().noneMatch(Background::isDone));
        write.release();
        for (Background<Held> reader : readers) {
            reader.get().release();
        }
    }

    @Test
    void timeoutsAreHonoured() throws Exception {
        try (var write = lock.write().acquire()) {
            for (LockBase<?, ?> side : List.of(lock.read(), lock.write())) {
                long start = System.nanoTime();
                assertEquals(Optional.empty(), elsewhere(() -> side.tryAcquire(Duration.ofMillis(60))));
                assertTrue(System.nanoTime() - start >= 60_000_000);
                assertThrows(IllegalArgumentException.class, () -> side.tryAcquire(Duration.ofMillis(-2)));
            }
            write.ensureHeld();
        }
    }

    @Test
    @NotUnderWine("CreateSymbolicLinkW makes a link; Wine says so and makes none")
    void symbolicLinkIsRefused() throws Exception {
        Path target = Files.createFile(directory.resolve("target"));
        Files.createSymbolicLink(file, target);
        assertThrows(LockIOException.class, () -> lock.read().acquire());
        assertThrows(LockIOException.class, () -> lock.write().acquire());
    }

    @Test
    void missingDirectoryIsAnError() {
        var e = assertThrows(
                LockIOException.class,
                () -> ReadWriteLock.of(directory.resolve("none/rw")).read().acquire());
        assertTrue(e.getCause() instanceof NoSuchFileException);
    }

    @Test
    @NeedsPosix("files that are replaced while they are open")
    void replacedFileIsSeen() throws Exception {
        try (Held read = lock.read().acquire()) {
            Files.delete(file);
            Files.createFile(file);
            assertThrows(LockLostException.class, read::ensureHeld);
            assertTrue(mayElsewhere(lock.write()), "the new file is another lock");
        }
    }

    /** Locks of the process are lost when it closes any descriptor of the file; those of macOS are such. */
    @ParameterizedTest
    @EnumSource(
            value = Mechanism.class,
            names = {"OFD", "LOCKF"})
    @NeedsPosix("locks of an open file description")
    void readersOfOneJvmDoNotFreeEachOther(Mechanism mechanism) throws Exception {
        var files = new RangeFiles(mechanism);
        try (Peer writer = Peer.python("rw", file)) {
            Level<RangeHold> first = take(files, true);
            Level<RangeHold> second = elsewhere(() -> take(files, true));
            second.release(Hold.Last.NOTHING);
            assertFalse(writer.tryAcquire(), "one reader remains");
            assertNull(elsewhere(() -> Acquisition.take(side(files, false), Deadline.IMMEDIATE)));
            assertFalse(writer.tryAcquire(), "a contender that failed closed nothing");
            Lock.of(file).withMode(OpenMode.R).withShared(true).acquire().release();
            assertFalse(writer.tryAcquire(), "another lock of this JVM on the file closed its descriptor");
            first.release(Hold.Last.NOTHING);
            assertTrue(writer.tryAcquire());
            writer.release();
            Level<RangeHold> write = take(files, false);
            assertFalse(writer.tryAcquire());
            Level<RangeHold> read = RangeKind.downgrade(write);
            assertFalse(writer.tryAcquire());
            read.release(Hold.Last.NOTHING);
            assertTrue(writer.tryAcquire());
        }
    }

    private RangeKind side(RangeFiles files, boolean shared) {
        return new RangeKind(file, shared, Long.MAX_VALUE, files);
    }

    private Level<RangeHold> take(RangeFiles files, boolean shared) throws Exception {
        return Objects.requireNonNull(Acquisition.take(side(files, shared), Deadline.IMMEDIATE));
    }
}
