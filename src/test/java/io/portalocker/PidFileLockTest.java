package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PidFileLockTest extends PidFileLockFixture {

    private AlreadyLockedException refused(PidFileLock contender) throws Exception {
        return elsewhere(() -> assertThrows(AlreadyLockedException.class, contender::acquire));
    }

    /** portalocker: creation touches nothing. */
    @Test
    void describingTouchesNothing() throws Exception {
        assertEquals(List.of(), files());
        assertEquals(OptionalLong.empty(), lock.readPid());
        assertEquals(sidecar, lock.lockPath());
    }

    /** portalocker: acquire writes own pid; with yields None, pid file removed; fail_closed ok path removes both files. */
    @Test
    void numberIsThereAsLongAsTheLock() throws Exception {
        try (Held held = lock.acquire()) {
            assertEquals(Long.toString(OURS), Files.readString(file));
            assertEquals(OptionalLong.of(OURS), lock.readPid());
            assertEquals(List.of(file, sidecar), files());
            held.ensureHeld();
        }
        assertEquals(List.of(), files());
    }

    /** portalocker: fail_closed contended, pid missing → AlreadyLocked holder_pid None, body not run. */
    @Test
    void contentionWithoutANumber() throws Exception {
        try (Held held = lock.acquire()) {
            Files.delete(file);
            AlreadyLockedException e = refused(lock);
            assertFalse(e.getMessage().contains("names"), e.getMessage());
            held.ensureHeld();
        }
    }

    /** portalocker: same, pid readable → holder_pid; contender `with` yields holder's pid and does not own. */
    @Test
    void contentionNamesTheNumberInTheFile() throws Exception {
        try (Peer peer = Peer.java("pid", file)) {
            assertTrue(peer.tryAcquire());
            AlreadyLockedException e = refused(lock);
            assertEquals(peer.child().pid(), e.holders().getFirst().pid());
            assertTrue(e.getMessage().contains("pid " + peer.child().pid()), e.getMessage());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            assertEquals(
                    1,
                    e.holders().stream()
                            .filter(h -> h.pid() == peer.child().pid())
                            .count());
            assertTrue(peer.child().ask("ensure").equals("held"));
        }
    }

    /** portalocker: nested entry by second instance reports own pid. */
    @Test
    void secondAcquisitionOfTheSameThreadReportsThisProcess() throws Exception {
        try (Held held = lock.acquire()) {
            var e = assertThrows(
                    AlreadyLockedException.class, () -> PidFileLock.of(file).acquire());
            assertEquals(OURS, e.holders().getFirst().pid());
            held.ensureHeld();
        }
    }

    /** portalocker: two real processes: second gets first's pid. */
    @Test
    void twoProcesses() throws Exception {
        try (Peer first = Peer.java("pid", file);
                Peer second = Peer.java("pid", file)) {
            assertTrue(first.tryAcquire());
            assertFalse(second.tryAcquire());
            assertEquals(OptionalLong.of(first.child().pid()), lock.readPid());
            first.release();
            assertTrue(second.tryAcquire());
            assertEquals(OptionalLong.of(second.child().pid()), lock.readPid());
        }
    }

    /** portalocker: fail_when_locked=False waits (≥.3 of .5 s), True is fast (<.4 s). */
    @Test
    void waitsOnlyIfToldTo() throws Exception {
        try (Held held = lock.acquire()) {
            PidFileLock patient = lock.withFailWhenLocked(false).withTimeout(Duration.ofMillis(500));
            AlreadyLockedException waited = refused(patient);
            assertInstanceOf(LockTimeoutException.class, waited);
            assertTrue(waited.waited().toMillis() >= 500, () -> "waited " + waited.waited());
            assertEquals(OURS, waited.holders().getFirst().pid());
            AlreadyLockedException fast = refused(lock);
            assertTrue(fast.waited().toMinutes() < 1, () -> "waited " + fast.waited());
            held.ensureHeld();
        }
    }

    /** portalocker: sidecar LockException normalised to AlreadyLocked in 4.1; since 4.2, and here, it is not. */
    @Test
    void whatIsNoContentionIsNotCalledSo() throws Exception {
        Files.createDirectory(sidecar);
        assertThrows(LockIOException.class, lock::acquire);
        assertThrows(LockIOException.class, lock::tryAcquire);
        var e = assertThrows(
                LockIOException.class,
                () -> PidFileLock.of(directory.resolve("missing/worker.pid")).acquire());
        assertInstanceOf(java.nio.file.NoSuchFileException.class, e.getCause());
    }

    /** portalocker: stale/never-acquired release keeps holder's files. */
    @Test
    void releasedHandleKeepsTheNextHoldersFiles() throws Exception {
        Held first = lock.acquire();
        first.release();
        try (Held second = lock.acquire()) {
            first.release();
            second.ensureHeld();
            assertEquals(List.of(file, sidecar), files());
        }
    }

    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void holderWhoLostTheSidecarKeepsTheNextHoldersNumber() throws Exception {
        Held first = lock.acquire();
        Files.delete(sidecar);
        try (Held second = elsewhere(lock::acquire)) {
            assertThrows(LockLostException.class, first::ensureHeld);
            first.release();
            second.ensureHeld();
            assertEquals(List.of(file, sidecar), files());
        }
        assertEquals(List.of(), files());
    }

    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void holderWhoLostTheSidecarKeepsAForeignNumber() throws Exception {
        Held held = lock.acquire();
        Files.delete(sidecar);
        Files.writeString(file, "4711");
        held.release();
        assertEquals("4711", Files.readString(file));
    }

    @Test
    void holdersAreNamed() throws Exception {
        Files.writeString(file, "4711");
        assertEquals(List.of(), lock.holders(), "a number alone holds nothing");
        try (Held held = lock.acquire()) {
            assertEquals(
                    List.of(OURS), lock.holders().stream().map(LockHolder::pid).toList());
            held.ensureHeld();
        }
    }

    /** Another user knows the number of this process, and what it might be written beside. */
    @Test
    void directoryUnderAGuessedNameIsNoHindrance() throws Exception {
        Path squatted = Files.createDirectories(directory.resolve("worker.pid." + OURS + ".tmp/x"));
        try (Held held = lock.acquire()) {
            assertEquals(OptionalLong.of(OURS), lock.readPid());
            assertTrue(held.isHeld());
        }
        assertTrue(Files.isDirectory(squatted));
    }

    @Test
    void remainsOfAKilledHolderAreNoHindrance() throws Exception {
        try (Peer peer = Peer.java("pid", file)) {
            assertTrue(peer.tryAcquire());
            peer.kill();
            assertEquals(OptionalLong.of(peer.child().pid()), lock.readPid());
        }
        lock.acquire().release();
        assertEquals(List.of(), files());
    }

    @Test
    void filesAreRemovedWhenTheJvmExits() throws Exception {
        try (Peer peer = Peer.java("pid", file)) {
            assertTrue(peer.tryAcquire());
            peer.child().exitCode();
        }
        assertEquals(List.of(), files());
    }
}
