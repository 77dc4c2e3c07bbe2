package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM remembers of its permits while several threads take and give them. */
@Timeout(60)
class SlotTableTest {
    @TempDir
    Path directory;

    private Slots slots;
    private String holders = "";

    @BeforeEach
    void describe() {
        slots = new Slots("gpu", 2, directory, path -> holders);
    }

    @AfterEach
    void nothingIsRemembered() {
        assertEquals(0, SlotTable.size());
        assertEquals(0, Gates.OF_JVM.size());
    }

    private SlotHold user() throws Exception {
        return new SlotKind(slots, Long.MAX_VALUE).approach(Deadline.IMMEDIATE, 0);
    }

    private FileHold locked(int slot) throws Exception {
        return Objects.requireNonNull(Acquisition.take(slots.kind(slot), Deadline.IMMEDIATE));
    }

    /**
     * Who looked at the plan before one user came, and locked the slot's file after that one freed it, notes its permit before
     * the other has taken its own away.
     */
    @Test
    @DisabledOnOs(OS.WINDOWS) // where a slot's file is not deleted while it is open
    void permitOfAnotherWhoCameInBetweenStays() throws Exception {
        SlotHold one = user();
        SlotHold other = user();
        SlotTable table = SlotTable.enter(slots);
        FileHold first = locked(0);
        table.occupy(one, 0, first);
        first.release(Hold.Last.NOTHING);
        FileHold second = locked(0);
        table.occupy(other, 0, second);
        one.dereference();
        // Free for everybody but this JVM, which has the slot already.
        Files.delete(slots.path(0));
        SlotHold third = user();
        assertTrue(table.look(third));
        assertEquals(1, third.slot());
        third.unlock();
        third.dereference();
        second.release(Hold.Last.NOTHING);
        other.dereference();
        SlotHold fourth = user();
        assertTrue(table.look(fourth));
        assertEquals(0, fourth.slot(), "free again");
        fourth.unlock();
        fourth.dereference();
        table.leave();
    }

    @Test
    void slotThatIsNotOursToCountIsLetGo() throws Exception {
        Files.createFile(slots.path(2));
        holders = "pid 5";
        assertThrows(Refusal.class, () -> Acquisition.take(new SlotKind(slots, Long.MAX_VALUE), Deadline.IMMEDIATE));
        locked(0).release(Hold.Last.NOTHING);
    }

    @Test
    void otherNumberInThisProcessIsRefusedAndNotCounted() throws Exception {
        SlotHold user = user();
        var three = new SlotKind(new Slots("gpu", 3, directory, path -> ""), Long.MAX_VALUE);
        Refusal refusal = assertThrows(Refusal.class, () -> three.approach(Deadline.IMMEDIATE, 0));
        assertTrue(refusal.getMessage().contains("'gpu'"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("has 3 slots here, but 2 in this process"), refusal.getMessage());
        user.dereference();
        assertEquals(0, SlotTable.size());
        SlotHold now = three.approach(Deadline.IMMEDIATE, 0);
        now.dereference();
    }

    @Test
    void newsIsOfItsKindAndOnlyOnce() throws Exception {
        SlotNews news = new SlotNews();
        assertEquals(SlotNews.Kind.NONE, news.await(0));
        news.freed();
        news.freed();
        assertEquals(1, news.arrivals().availablePermits());
        assertEquals(SlotNews.Kind.FREED_HERE, news.await(0));
        assertEquals(SlotNews.Kind.NONE, news.await(0));
        news.freed();
        news.begin();
        assertEquals(SlotNews.Kind.NONE, news.await(0));
        news.arrivals().release(2);
        assertEquals(SlotNews.Kind.FILE_CLOSED, news.await(0));
        assertEquals(SlotNews.Kind.NONE, news.await(0), "told at once");
    }

    @Test
    void slotsAreNamedInMessages() {
        assertFalse(slots.described().isEmpty());
        assertEquals("semaphore 'gpu' in '" + directory + "'", slots.described());
    }
}
