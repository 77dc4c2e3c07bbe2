package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.DisturbedLocker;
import io.portalocker.testkit.DisturbedLocker.Disturbance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lockers of the user's, and those that fail. */
@Timeout(120)
class LockerTest extends LockerFixture {

    // Lockers of users

    @Test
    void usersLockerServesLock() throws Exception {
        var recorder = new Recorder();
        Lock lock = Lock.of(file).withLocker(recorder);
        lock.acquire().release();
        assertEquals(List.of("lock", "unlock"), recorder.calls);
        recorder.calls.clear();
        lock.withShared(true).withMode(OpenMode.R).acquire().release();
        assertEquals(List.of("lock shared", "unlock"), recorder.calls);
        recorder.calls.clear();
        recorder.answer = false;
        assertTrue(lock.tryAcquire().isEmpty());
        assertEquals(List.of("lock"), recorder.calls, "one attempt, and nothing to unlock");
        LockTimeoutException e = assertThrows(
                LockTimeoutException.class,
                () -> lock.withTimeout(Duration.ofMillis(20)).acquire());
        assertTrue(e.getMessage().contains("RECORDER"), e.getMessage());
    }

    /** A locker whose failure is no contention: reported at once, even by a wait without end. */
    @Test
    void failingLockerIsReportedAtOnce() {
        var failure = new IOException("the dog ate it");
        var failing = new DisturbedLocker(
                () -> {
                    throw failure;
                },
                Disturbance.NONE);
        LockIOException e = assertThrows(
                LockIOException.class,
                () -> Lock.of(file)
                        .withLocker(failing)
                        .withTimeout(Waiting.FOREVER)
                        .acquire());
        assertSame(failure, e.getCause());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains("DISTURBED"), e.getMessage());
    }

    @Test
    void failedUnlockKeepsTheLock() throws Exception {
        var failures = new ArrayList<>(List.of(new IOException("not yet")));
        var stubborn = new DisturbedLocker(Disturbance.NONE, () -> {
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
        });
        Lock lock = Lock.of(file).withLocker(stubborn);
        LockedFile held = lock.acquire();
        assertThrows(LockIOException.class, held::release);
        assertTrue(held.isHeld());
        assertTrue(lock.tryAcquire().isEmpty());
        held.release();
        assertFalse(held.isHeld());
        lock.tryAcquire().orElseThrow().release();
    }
}
