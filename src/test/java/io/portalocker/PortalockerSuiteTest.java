package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.DisturbedLocker;
import io.portalocker.testkit.DisturbedLocker.Disturbance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What portalocker's suite pins down for its plain lock and no other test here says. */
@Timeout(120)
class PortalockerSuiteTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.writeString(directory.resolve("file"), "spam and eggs");
    }

    /** Lock, seek, write, read, unlock on r+ keeps old bytes. */
    @Test
    void writingInPlaceKeepsTheRest() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            Portalocker.lock(opened, LockFlag.EXCLUSIVE, LockFlag.NON_BLOCKING);
            opened.position(5).write(StandardCharsets.UTF_8.encode("AND"));
            Portalocker.unlock(opened);
        }
        assertEquals("spam AND eggs", Files.readString(file));
    }

    /** Re-acquire on held Lock harmless; other instance times out, succeeds after. Here each acquisition stands for itself. */
    @Test
    void secondAcquisitionContendsAndHarmsNothing() throws Exception {
        Lock lock = Lock.of(file).withTimeout(Duration.ofMillis(30));
        try (LockedFile held = lock.acquire()) {
            assertThrows(LockTimeoutException.class, lock::acquire);
            assertThrows(LockTimeoutException.class, () -> elsewhere(lock::acquire));
            held.ensureHeld();
        }
        lock.acquire().release();
    }

    /** timeout=None still times out with LockException: the default is no wait for ever. */
    @Test
    void unsetTimeoutIsFiveSeconds() {
        assertEquals(
                new Waiting(Duration.ofSeconds(5), Duration.ofMillis(250)),
                Lock.of(file).waiting());
        assertEquals(Duration.ofSeconds(5), RLock.of(file).waiting().timeout());
        assertEquals(Duration.ZERO, TemporaryFileLock.of(file).waiting().timeout());
        assertEquals(Duration.ZERO, PidFileLock.of(file).waiting().timeout());
        assertEquals(
                Duration.ofSeconds(5),
                BoundedSemaphore.named("name", 1).waiting().timeout());
    }

    /** Release errors: body exception stays primary, release error kept beside it; repeat release after a failure frees. */
    @Test
    void exceptionOfTheBodyStaysPrimary() throws Exception {
        var refuses = new AtomicBoolean(true);
        var locker = new DisturbedLocker(Disturbance.NONE, () -> {
            if (refuses.get()) {
                throw new IOException("unlock refused");
            }
        });
        LockedFile[] held = new LockedFile[1];
        var body = assertThrows(IllegalStateException.class, () -> {
            try (LockedFile acquired = Lock.of(file).withLocker(locker).acquire()) {
                held[0] = acquired;
                throw new IllegalStateException("body");
            }
        });
        assertEquals(1, body.getSuppressed().length);
        assertTrue(body.getSuppressed()[0].getMessage().contains("unlock refused"));
        assertTrue(held[0].isHeld());
        assertEquals(Optional.empty(), elsewhere(() -> Lock.of(file).tryAcquire()));
        refuses.set(false);
        held[0].release();
        held[0].release();
        assertFalse(held[0].isHeld());
        Lock.of(file).acquire().release();
    }

    /** Release errors: an error of the last write is reported, and the lock is free and the file closed all the same. */
    @Test
    void failedFlushIsReportedAndFreesTheLock() throws Exception {
        LockedFile held = Lock.of(file).withMode(OpenMode.R_PLUS).acquire();
        var writer = held.writer(StandardCharsets.UTF_8);
        writer.write("never written");
        held.channel().close(); // takes the descriptor away from the writer
        var e = assertThrows(LockException.class, held::release);
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertFalse(held.isHeld());
        held.release();
        Lock.of(file).acquire().release();
    }

    /** Non-lock exception from the primitive → at once, even with infinite timeout: unchecked ones pass as they are. */
    @Test
    void uncheckedFailureOfALockerPassesAndLeavesNothing() throws Exception {
        IllegalStateException failure = new IllegalStateException("boom");
        var broken = new DisturbedLocker(
                () -> {
                    throw failure;
                },
                Disturbance.NONE);
        Lock lock = Lock.of(file).withLocker(broken).withTimeout(Waiting.FOREVER);
        assertSame(failure, assertThrows(IllegalStateException.class, lock::acquire));
        Lock.of(file).acquire().release();
    }
}
