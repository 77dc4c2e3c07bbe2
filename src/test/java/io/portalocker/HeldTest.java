package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Peer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderMalfunctionError;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every handle does, and what a failing call leaves of a lock. */
@Timeout(120)
class HeldTest {
    @TempDir
    Path directory;

    /** What an application's test puts in a handle's place. */
    private static final class StandIn implements Held {
        final CompletableFuture<LockLostException> lost = new CompletableFuture<>();

        @Override
        public void release() {}

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public void ensureHeld() {}

        @Override
        public CompletionStage<LockLostException> lost() {
            return lost;
        }
    }

    @Test
    void exceptionOfAListenerGoesToTheThreadsHandler() throws Exception {
        var uncaught = new AtomicReference<Throwable>();
        var fault = new IllegalStateException("listener");
        var told = new StandIn();
        told.onLost(loss -> {
            throw fault;
        });
        Thread noticing =
                new Thread(() -> told.lost.complete(new LockLostException(LockLostException.Reason.MISSING, "gone")));
        noticing.setUncaughtExceptionHandler((thread, e) -> uncaught.set(e));
        noticing.start();
        noticing.join();
        assertSame(fault, uncaught.get());
    }

    /** Writing to a file that is open for reading fails with an unchecked exception; that must not keep the lock. */
    @Test
    void uncheckedFailureOfTheFlushFreesTheLock() throws Exception {
        Path file = Files.createFile(directory.resolve("lock"));
        LockedFile held = Lock.of(file).withMode(OpenMode.R).acquire();
        held.writer(StandardCharsets.UTF_8).write("x");
        assertThrows(NonWritableChannelException.class, held::release);
        assertFalse(held.isHeld());
        try (Peer other = Peer.java("lock", file)) {
            assertTrue(other.tryAcquire());
        }
    }

    /** An encoding in which nothing can be written, which shows when it is flushed. */
    static final class Unwritable extends Charset {
        Unwritable() {
            super("x-unwritable", new String[0]);
        }

        @Override
        public boolean contains(Charset other) {
            return false;
        }

        @Override
        public CharsetDecoder newDecoder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CharsetEncoder newEncoder() {
            return new CharsetEncoder(this, 1, 1) {
                @Override
                public boolean isLegalReplacement(byte[] replacement) {
                    return true; // whoever asks wants to decode it
                }

                @Override
                protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
                    throw new IllegalStateException("unwritable");
                }
            };
        }
    }

    @Test
    void everyStreamIsFlushedThoughOneFails() throws Exception {
        Path file = directory.resolve("lock");
        LockedFile held = Lock.of(file).withMode(OpenMode.W_PLUS).acquire();
        var first = held.outputStream();
        first.write(ByteBuffer.allocate(10).array());
        held.writer(new Unwritable()).write("lost");
        held.outputStream().write('x');
        assertThrows(CoderMalfunctionError.class, held::release);
        assertEquals(11, Files.size(file));
        assertFalse(held.isHeld());
        Lock.of(file).tryAcquire().orElseThrow().release();
    }

    /** A path that became a loop of links is seen when the lock is won: it is given back, and its gate with it. */
    @Test
    @NotUnderWine("CreateSymbolicLinkW makes a link; Wine says so and makes none")
    void waiterThatCannotExamineThePathLeavesNothing() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        Path file = link.resolve("rw");
        int before = Gates.OF_JVM.size();
        for (LockBase<?, ?> lock : List.of(
                ReadWriteLock.of(file).write(), ReadWriteLock.of(file).read(), FileLock.of(file), Lock.of(file))) {
            Held holder = lock instanceof ReadWriteLock.Read
                    ? ReadWriteLock.of(file).write().acquire()
                    : lock.acquire();
            Background<LockException> waiter = Background.start(
                            () -> assertThrows(LockException.class, lock.withTimeout(Waiting.FOREVER)::acquire))
                    .awaitWaiting();
            Files.delete(link);
            Files.createSymbolicLink(link, link);
            holder.release();
            waiter.get();
            Files.delete(link);
            Files.createSymbolicLink(link, real);
            assertEquals(before, Gates.OF_JVM.size());
            lock.tryAcquire().orElseThrow().release();
        }
        List<Held> unrelated = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            unrelated.add(Lock.of(directory.resolve("free" + i)).tryAcquire().orElseThrow());
        }
        for (Held held : unrelated) {
            held.release();
        }
    }

    @Test
    void futureThatTimedOutWithdrawsItsWaiter() throws Exception {
        Path file = directory.resolve("lock");
        Lock lock = Lock.of(file).withTimeout(Waiting.FOREVER);
        int before = Gates.OF_JVM.size();
        try (Held held = lock.acquire()) {
            List<CompletableFuture<LockedFile>> futures = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                futures.add(lock.acquireAsync().orTimeout(5, TimeUnit.MILLISECONDS));
            }
            for (CompletableFuture<LockedFile> future : futures) {
                assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
            }
            Background.await(() -> queued(file) == 0);
            held.ensureHeld();
        }
        // The one who was not queued, but waited at the file, closes it before it leaves.
        Background.await(() -> Gates.OF_JVM.size() == before);
    }

    private static int queued(Path file) {
        var gate = Gates.OF_JVM.referenceCrowded(file);
        if (gate == null) {
            return 0;
        }
        try {
            return gate.getQueueLength();
        } finally {
            Gates.OF_JVM.dereference(gate);
        }
    }

    @Test
    void interruptsDoNotProlongTheLockOfAView() throws Exception {
        Path file = directory.resolve("lock");
        try (Held held = Lock.of(file).acquire()) {
            var view = Lock.of(file).withTimeout(Duration.ofSeconds(2)).asLock();
            Background<Long> waiter = Background.start(() -> {
                        long start = System.nanoTime();
                        assertThrows(java.io.UncheckedIOException.class, view::lock);
                        Thread.interrupted();
                        return System.nanoTime() - start;
                    })
                    .awaitWaiting();
            while (!waiter.isDone()) {
                waiter.interrupt();
                Thread.sleep(20);
            }
            long waited = waiter.get();
            assertTrue(waited >= Duration.ofSeconds(2).toNanos());
            assertTrue(waited < Duration.ofMinutes(1).toNanos(), "each interrupt began the wait anew");
            assertTrue(held.isHeld());
        }
    }

    @Test
    void waitingIsWhatIsAskedFor() throws Exception {
        for (LockBase<?, ?> lock : List.of(
                TemporaryFileLock.of(directory.resolve("temporary")), PidFileLock.of(directory.resolve("pid")))) {
            Held first = lock.acquire();
            Background<Held> patient = Background.<Held>start(
                            () -> lock.withTimeout(Duration.ofHours(1)).acquire())
                    .awaitWaiting();
            assertFalse(patient.isDone());
            first.release();
            patient.get().release();
        }
    }
}
