package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.Permit;
import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gates;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A slot's file that is kept open while others delete, replace, lock and free it. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class WatchedSlotTest {
    @TempDir
    Path directory;

    private BoundedSemaphore one;
    private Slots slots;
    private WatchedSlot slot;

    @BeforeEach
    void openSlot() throws Exception {
        one = BoundedSemaphore.named("gpu", 1).withDirectory(directory);
        slots = new Slots("gpu", 1, directory, path -> "");
        slot = new WatchedSlot(slots.kind(0));
    }

    @AfterEach
    void nothingIsRemembered() {
        assertEquals(0, Gates.OF_JVM.size());
    }

    @Test
    void staysOpenWhileOthersHoldIt() throws Exception {
        try (Permit other = one.acquire()) {
            assertNull(slot.tryLock());
            assertNull(slot.tryLock());
            other.ensureHeld();
        }
        FileHold hold = slot.tryLock();
        assertTrue(one.tryAcquire().isEmpty());
        hold.release(Hold.Last.NOTHING);
    }

    @Test
    void deletedFileIsNotTaken() throws Exception {
        Files.delete(one.slotPath(0));
        FileHold hold = slot.tryLock();
        hold.ensureHeld();
        assertTrue(one.tryAcquire().isEmpty());
        hold.release(Hold.Last.NOTHING);
    }

    /** Free, and of no use: the slot is the other file, which somebody holds. */
    @Test
    void replacedFileIsNotTaken() throws Exception {
        Files.delete(one.slotPath(0));
        try (Permit other = one.acquire()) {
            assertNull(slot.tryLock());
            other.ensureHeld();
        }
        slot.close();
    }

    @Test
    void followsThePath() throws Exception {
        FileHold old = Acquisition.take(slots.kind(0), Deadline.IMMEDIATE);
        Files.delete(one.slotPath(0));
        assertNull(slot.tryLock(), "the old file, which is locked");
        slot.followPath();
        FileHold hold = slot.tryLock();
        hold.ensureHeld();
        hold.release(Hold.Last.NOTHING);
        old.release(Hold.Last.NOTHING);
    }
}
