package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Stranger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Users of a semaphore that do not agree on how many slots it has. */
@Timeout(120)
class SemaphoreMaximumTest extends SemaphoreFixture {
    @Test
    void disagreementInThisProcessIsReported() throws Exception {
        try (Permit permit = two.acquire()) {
            var e = assertThrows(LockMismatchException.class, () -> semaphore(3).acquire());
            assertTrue(e.getMessage().contains("3 slots"), e.getMessage());
            assertTrue(e.getMessage().contains("but 2"), e.getMessage());
            assertThrows(
                    LockMismatchException.class,
                    () -> elsewhere(() -> semaphore(1).tryAcquire()));
            permit.ensureHeld();
        }
        try (Permit permit = semaphore(3).acquire()) {
            permit.ensureHeld();
        }
    }

    @Test
    void disagreementWithAnotherProcessIsReported() throws Exception {
        try (Peer peer = Peer.java("semaphore", directory.resolve("gpu"), "maximum=3")) {
            assertTrue(peer.tryAcquire());
            var e = assertThrows(LockMismatchException.class, two::tryAcquire);
            assertTrue(e.getMessage().contains("3 in another process"), e.getMessage());
            semaphore(3).acquire().release();
            assertThrows(LockMismatchException.class, two::acquire);
            peer.kill();
            // Nobody is left who counts three.
            try (Permit permit = two.acquire()) {
                assertEquals("2", Files.readString(directory.resolve("gpu.maximum")));
                permit.ensureHeld();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void slotBeyondOursThatSomebodyHoldsIsReported() throws Exception {
        try (Peer peer = Peer.java("filelock", two.slotPath(2))) {
            assertTrue(peer.tryAcquire());
            var e = assertThrows(LockMismatchException.class, two::acquire);
            assertTrue(
                    e.getMessage()
                            .contains("slot 2 is held by pid " + peer.child().pid()),
                    e.getMessage());
            peer.release();
            two.acquire().release();
        }
    }

    /** Of every user that may write there, only this one and root have a say. */
    private void makeItEverybodys() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void strangersDeclarationCostsNobodyAPermit() throws Exception {
        makeItEverybodys();
        Path declared = Stranger.owns(Files.writeString(directory.resolve("gpu.maximum"), "7"));
        try (Child stranger = Stranger.locks(declared, "-s");
                Permit permit = two.acquire();
                Permit other = two.tryAcquire().orElseThrow()) {
            permit.ensureHeld();
            other.ensureHeld();
            assertTrue(stranger.pid() > 0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void strangerOnADeclarationOfOursCostsNobodyAPermit() throws Exception {
        makeItEverybodys();
        semaphore(7).acquire().release();
        Files.setPosixFilePermissions(directory.resolve("gpu.maximum"), PosixFilePermissions.fromString("rw-r--r--"));
        try (Child stranger = Stranger.locks(directory.resolve("gpu.maximum"), "-s");
                Permit permit = two.acquire();
                Peer peer = Peer.java("semaphore", directory.resolve("gpu"), "maximum=2")) {
            permit.ensureHeld();
            assertTrue(peer.tryAcquire());
            assertTrue(stranger.pid() > 0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void strangerBeyondOurSlotsCostsNobodyAPermit() throws Exception {
        makeItEverybodys();
        Files.createFile(two.slotPath(2));
        try (Child stranger = Stranger.locks(two.slotPath(2), "-x");
                Permit permit = two.acquire()) {
            permit.ensureHeld();
            assertTrue(stranger.pid() > 0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void strangerOnASlotCostsThatSlotAndIsNamed() throws Exception {
        makeItEverybodys();
        Path planted = Stranger.owns(Files.createDirectory(two.slotPath(0)));
        Files.createFile(semaphore(3).slotPath(1));
        try (Child stranger = Stranger.locks(two.slotPath(1), "-x");
                Permit permit = semaphore(3).acquire()) {
            assertEquals(2, permit.slot());
            for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(50))) {
                var e = assertThrows(
                        AlreadyLockedException.class,
                        () -> semaphore(3).withTimeout(timeout).acquire());
                for (String told : List.of(
                        "'" + planted + "' belongs to another user (12345)",
                        "belongs to another user (12345): everybody may write '" + directory + "'",
                        "pid " + stranger.pid())) {
                    assertTrue(e.getMessage().contains(told), e.getMessage());
                }
            }
        }
    }

    @Test
    void whatIsInTheWayOfTheDeclarationIsLeftAlone() throws Exception {
        Path declared = directory.resolve("gpu.maximum");
        Path other = Files.writeString(directory.resolve("precious"), "precious");
        Files.createLink(declared, other);
        two.acquire().release();
        assertEquals("precious", Files.readString(other));
        Files.delete(declared);
        Files.createDirectory(declared);
        two.acquire().release();
        Files.delete(declared);
        Files.createSymbolicLink(declared, other);
        two.acquire().release();
        assertEquals("precious", Files.readString(other));
    }
}
