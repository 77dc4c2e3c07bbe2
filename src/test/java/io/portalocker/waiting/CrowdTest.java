package io.portalocker.waiting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockableFile;
import io.portalocker.LockedFile;
import io.portalocker.OpenMode;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.OpenFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads of this JVM that crowd before one file find each other by its path and hand the open file on. Nobody may tell
 * from the outside.
 */
class CrowdTest {
    @TempDir
    Path directory;

    private Lock lock;
    private LockedFile first;

    /** A thread that waits with the file open, by which later ones find the queue. */
    private Background<Boolean> announcer;

    @BeforeEach
    void makeACrowd() throws Exception {
        lock = Lock.of(directory.resolve("lock")).withTimeout(Waiting.FOREVER).withMode(OpenMode.R_PLUS);
        Files.writeString(lock.path(), "0123456789");
        first = lock.acquire();
        announcer = waiting(() -> {
            try (LockedFile held = lock.acquire()) {
                return held.isHeld();
            }
        });
    }

    @AfterEach
    void everyThingIsClosed() throws Exception {
        first.release();
        assertTrue(announcer.get());
        Background.await(() -> Gates.OF_JVM.size() == 0);
        Background.await(() -> openFiles() == 0);
        assertEquals(
                0, Child.start("flock", "-n", lock.path().toString(), "true").awaitExit(), "left locked");
    }

    private static <T> Background<T> waiting(Callable<T> work) throws Exception {
        Background<T> waiter = Background.start(work);
        waiter.awaitWaiting();
        return waiter;
    }

    private long openFiles() {
        return OpenFiles.below(directory);
    }

    /** Two descriptors, whether two threads wait or a hundred. */
    @Test
    void waitersDoNotOpenTheFile() throws Exception {
        List<Background<Boolean>> crowd = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            crowd.add(waiting(() -> {
                try (LockedFile held = lock.acquire()) {
                    assertEquals(1, inside.incrementAndGet());
                    held.ensureHeld();
                    assertEquals(
                            1,
                            Child.start("flock", "-n", lock.path().toString(), "true")
                                    .awaitExit());
                    return inside.decrementAndGet() == 0;
                }
            }));
        }
        assertEquals(2, openFiles());
        first.release();
        for (Background<Boolean> each : crowd) {
            assertTrue(each.get());
        }
    }

    @Test
    void theFileHandedOnIsAsIfJustOpened() throws Exception {
        Background<byte[]> reader = waiting(() -> {
            try (LockedFile held = lock.acquire()) {
                assertEquals(0, held.channel().position());
                return held.inputStream().readAllBytes();
            }
        });
        Background<byte[]> second = waiting(() -> {
            try (LockedFile held = lock.acquire()) {
                return held.inputStream().readAllBytes();
            }
        });
        first.channel().write(ByteBuffer.wrap(new byte[] {'a', 'b'}));
        first.release();
        assertArrayEquals("ab23456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII), reader.get());
        assertArrayEquals("ab23456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII), second.get());
    }

    @Test
    void theHandleBeforeReachesItNoMore() throws Exception {
        LockableFile before = first.channel();
        Background<Boolean> next = waiting(() -> {
            try (LockedFile held = lock.acquire()) {
                assertFalse(before.isOpen());
                assertThrows(ClosedChannelException.class, () -> before.write(ByteBuffer.wrap(new byte[1])));
                before.close();
                held.ensureHeld();
                return held.channel().isOpen();
            }
        });
        first.release();
        assertTrue(next.get());
    }

    /** Whoever knows the number can do to the descriptor what this library does not see. */
    @Test
    void aDescriptorThatSomebodyKnowsIsNotHandedOn() throws Exception {
        LockableFile.ofDescriptor(first.channel().descriptor(), OpenMode.R_PLUS).position(5);
        Background<Long> next = waiting(() -> {
            try (LockedFile held = lock.acquire()) {
                return held.channel().position();
            }
        });
        first.release();
        assertEquals(0, next.get());
    }

    @Test
    void anotherModeOpensForItself() throws Exception {
        Background<Boolean> emptied = waiting(() -> {
            try (LockedFile held = lock.withMode(OpenMode.W).acquire()) {
                return held.channel().mode() == OpenMode.W && held.channel().size() == 0;
            }
        });
        Background<Boolean> reads = waiting(() -> {
            try (LockedFile held = lock.withMode(OpenMode.R).acquire()) {
                return held.channel().mode() == OpenMode.R && held.channel().size() == 0;
            }
        });
        first.release();
        assertTrue(emptied.get());
        assertTrue(reads.get());
    }

    @Test
    void aNewFileAtThePathIsNobodysQueue() throws Exception {
        Files.delete(lock.path());
        Files.createFile(lock.path());
        try (LockedFile other = lock.tryAcquire(Duration.ZERO).orElseThrow()) {
            other.ensureHeld();
        }
    }

    @Test
    void waitersFollowTheFileAtThePath() throws Exception {
        Background<Boolean> next = waiting(() -> {
            try (LockedFile held = lock.acquire()) {
                held.ensureHeld();
                return held.channel().size() == 0;
            }
        });
        Files.delete(lock.path());
        Files.createFile(lock.path());
        first.release();
        assertTrue(next.get());
    }

    @Test
    void whoDoesNotWaitIsRefusedWithoutOpening() throws Exception {
        assertTrue(lock.tryAcquire(Duration.ZERO).isEmpty());
        assertTrue(lock.tryAcquire(Duration.ofMillis(1)).isEmpty());
        assertEquals(2, openFiles());
    }

    /** The holder saw somebody wait and left the file; then nobody came for it. */
    @Test
    void whatIsLeftForOneWhoGivesUpIsClosed() throws Exception {
        for (int i = 0; i < 200; i++) {
            Background<Boolean> fickle = Background.start(() -> lock.tryAcquire(Duration.ofMillis(1))
                    .map(held -> {
                        try {
                            held.release();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                        return true;
                    })
                    .orElse(false));
            LockedFile held = first;
            held.release();
            fickle.get();
            first = lock.acquire();
        }
    }
}
