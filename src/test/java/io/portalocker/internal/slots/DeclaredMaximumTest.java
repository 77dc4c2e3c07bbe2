package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.OpenFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The file that says how many slots there are, while others, who have it open on their own, lock and write it. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // where nobody reads what another has locked
class DeclaredMaximumTest {
    private static final KernelLocking LOCKING = KernelLocking.ofPlatform();
    private static final int PERMISSIONS = 0666;

    @TempDir
    Path directory;

    private Path file;
    private DeclaredMaximum declared;
    private String holders = "";
    private final List<Path> asked = new ArrayList<>();
    private final List<OpenFile> opened = new ArrayList<>();

    @BeforeEach
    void declareTwo() {
        file = directory.resolve("gpu.maximum");
        declared = new DeclaredMaximum(new Slots("gpu", 2, directory, path -> {
            asked.add(path);
            return holders;
        }));
    }

    @AfterEach
    void close() throws Exception {
        declared.close();
        for (OpenFile each : opened) {
            each.close();
        }
    }

    /** Another user of the semaphore. */
    private OpenFile other() throws Exception {
        OpenFile other = FileOpener.openName(file, PERMISSIONS);
        opened.add(other);
        return other;
    }

    private OpenFile otherWho(boolean shares) throws Exception {
        OpenFile other = other();
        assertTrue(LOCKING.tryLock(other, shares));
        return other;
    }

    /** Nobody has it, be it locked or open for no use. */
    private void assertLetGo() throws Exception {
        LOCKING.unlock(otherWho(false));
        assertEquals(opened.size(), OpenFiles.leading(at -> at.toString().startsWith(file.toString())), "ours only");
    }

    @Test
    void firstWritesTheNumberAndKeepsOthersFromWritingAnother() throws Exception {
        Files.writeString(file, "98765");
        declared.check();
        assertEquals("2", Files.readString(file));
        assertFalse(LOCKING.tryLock(other(), false));
        assertTrue(LOCKING.tryLock(other(), true));
    }

    @Test
    void closingLetsOthersWriteAnother() throws Exception {
        declared.check();
        declared.close();
        assertLetGo();
    }

    @Test
    void sameNumberOfOthersIsAgreedOn() throws Exception {
        Files.writeString(file, "2");
        LOCKING.unlock(otherWho(true));
        OpenFile other = otherWho(true);
        declared.check();
        LOCKING.unlock(other);
        assertFalse(LOCKING.tryLock(other(), false), "shared by us");
    }

    @Test
    void anotherNumberOfOthersIsRefusedWithTheirName() throws Exception {
        Files.writeString(file, "3");
        OpenFile other = otherWho(true);
        holders = "pid 5";
        Refusal refusal = assertThrows(Refusal.class, declared::check);
        assertTrue(
                refusal.getMessage().contains("2 slots here, but 3 in another process: pid 5"), refusal.getMessage());
        assertEquals(List.of(file), asked);
        LOCKING.unlock(other);
        assertLetGo();
    }

    @Test
    void otherWhoIsNotKnownIsSaidToBe() throws Exception {
        Files.writeString(file, "3");
        otherWho(true);
        Refusal refusal = assertThrows(Refusal.class, declared::check);
        assertTrue(refusal.getMessage().endsWith("an unknown holder"), refusal.getMessage());
    }

    /** Such as one who died between locking and writing, and whose lock a child inherited. */
    @Test
    void nothingIsFoundOutFromOthersWhoSaidNothing() throws Exception {
        OpenFile other = otherWho(true);
        declared.check();
        LOCKING.unlock(other);
        assertLetGo();
    }

    @Test
    void nothingIsFoundOutOnce() throws Exception {
        OpenFile other = otherWho(true);
        declared.check();
        LOCKING.unlock(other);
        Files.writeString(file, "3");
        assertTrue(LOCKING.tryLock(other, true));
        assertDoesNotThrow(declared::check, "settled");
    }

    @Test
    void numberThatCannotBeIsNone() throws Exception {
        Files.writeString(file, "2147483648");
        otherWho(true);
        assertDoesNotThrow(declared::check);
    }

    /** What has another name too may be anybody's, and is not written to; nor kept from anybody. */
    @Test
    void fileOfOthersIsLeftAlone() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.createLink(file, precious);
        declared.check();
        assertEquals("precious", Files.readString(precious));
        assertLetGo();
    }

    @Test
    void writerOfAMomentIsWaitedFor() throws Exception {
        OpenFile other = otherWho(false);
        Background<Object> check = Background.start(() -> {
            declared.check();
            return "agreed";
        });
        // It looks a hundred times, a millisecond apart at least.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        Files.writeString(file, "3");
        assertTrue(LOCKING.tryLock(other, true));
        Refusal refusal = assertThrows(Refusal.class, check::get);
        assertTrue(refusal.getMessage().contains("3 in another process"), refusal.getMessage());
    }

    @Test
    void writerWithoutEndIsNotWaitedForWithoutEnd() throws Exception {
        OpenFile other = otherWho(false);
        declared.check();
        LOCKING.unlock(other);
        assertLetGo();
    }

    @Test
    void fileThatIsReplacedMeanwhileIsLeftForTheNewOne() throws Exception {
        otherWho(false);
        Background<Object> check = Background.start(() -> {
            declared.check();
            return "agreed";
        });
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        Files.delete(file);
        assertEquals("agreed", check.get());
        assertEquals("2", Files.readString(file));
        declared.close();
        assertLetGo();
    }

    @Test
    void directoryInTheWayIsNoFault() throws Exception {
        Files.createDirectory(file);
        assertDoesNotThrow(declared::check);
    }

    @Test
    void slotBeyondOursIsNotAskedForWhereThereIsNone() throws Exception {
        declared.checkNobodyBeyond();
        assertEquals(List.of(), asked);
    }

    @Test
    void slotBeyondOursMayBeFree() throws Exception {
        Path beyond = Files.createFile(directory.resolve("gpu.02.lock"));
        assertDoesNotThrow(declared::checkNobodyBeyond);
        assertEquals(List.of(beyond), asked);
    }

    @Test
    void heldSlotBeyondOursIsRefused() throws Exception {
        Files.createFile(directory.resolve("gpu.02.lock"));
        holders = "pid 7";
        Refusal refusal = assertThrows(Refusal.class, declared::checkNobodyBeyond);
        assertTrue(refusal.getMessage().contains("slot 2 is held by pid 7"), refusal.getMessage());
    }
}
