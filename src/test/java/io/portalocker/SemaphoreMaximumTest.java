package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
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
