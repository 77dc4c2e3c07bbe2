package io.portalocker.internal.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.file.Access;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.range.ByteRanges.Stage;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.internal.sys.linux.FaultyLocks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a failing call leaves of a read or a write lock. */
@EnabledOnOs(OS.LINUX) // whose calls are made to fail
class RangeFileTest {
    private static final int EIO = 5;

    @TempDir
    Path directory;

    private final Plan plan = new Plan();
    private OpenFile mine;
    private OpenFile theirs;
    private ByteRanges ranges;
    private ByteRanges others;

    @BeforeEach
    void open() throws Exception {
        mine = FileOpener.open(directory.resolve("rw"), Access.READ_APPEND);
        theirs = FileOpener.open(directory.resolve("rw"), Access.READ_APPEND);
        ranges = new ByteRanges(new FaultyLocks(plan), Mechanism.OFD, mine.descriptor());
        others = new ByteRanges(Platform.current().locks(), Mechanism.OFD, theirs.descriptor());
    }

    @AfterEach
    void close() throws Exception {
        mine.close();
        theirs.close();
    }

    private void assertFree() throws Exception {
        assertEquals(Stage.ALONE, others.advance(Stage.NOTHING));
        others.retreat(Stage.ALONE);
    }

    @Test
    void failedUnlockKeepsTheLockAndCanBeRetried() throws Exception {
        var file = new RangeFile(mine, ranges, io.portalocker.internal.wait.Gates.OF_JVM.reference(1, 2));
        assertTrue(file.tryRead());
        plan.fail("fcntl", EIO);
        assertThrows(SysException.class, file::endRead);
        assertEquals(Stage.PENDING, others.advance(Stage.NOTHING), "it is read-locked still");
        others.retreat(Stage.PENDING);
        file.endRead();
        assertFree();
        io.portalocker.internal.wait.Gates.OF_JVM.dereference(file.gate());
    }

    @Test
    void readerThatIsRefusedLeavesNothing() throws Exception {
        assertEquals(Stage.ALONE, others.advance(Stage.NOTHING));
        others.retreat(Stage.NOTHING);
        assertFalse(ranges.tryRead(true));
        others.retreat(Stage.ALONE);
        assertFree();
    }

    @Test
    void readerThatFailsHalfwayLeavesNothing() throws Exception {
        Plan second = new Plan();
        var failing = new ByteRanges(new FaultyLocks(second), Mechanism.OFD, mine.descriptor());
        assertTrue(failing.tryRead(true));
        failing.unlockRead();
        second.fail("fcntl", EIO); // PENDING
        assertThrows(SysException.class, () -> failing.tryRead(true));
        assertFree();
    }

    @Test
    void writerKeepsWhatItGainedUntilItRetreats() throws Exception {
        assertTrue(others.tryRead(true));
        assertEquals(Stage.PENDING, ranges.advance(Stage.NOTHING));
        assertFalse(others.tryRead(false), "no new reader gets past it");
        assertEquals(Stage.PENDING, ranges.advance(Stage.PENDING));
        others.unlockRead();
        assertEquals(Stage.ALONE, ranges.advance(Stage.PENDING));
        ranges.retreat(Stage.ALONE);
        assertFree();
    }

    @Test
    void secondWriterWaitsAtTheDoor() throws Exception {
        assertTrue(others.tryRead(true));
        assertEquals(Stage.PENDING, ranges.advance(Stage.NOTHING));
        try (OpenFile third = FileOpener.open(directory.resolve("rw"), Access.READ_APPEND)) {
            var late = new ByteRanges(Platform.current().locks(), Mechanism.OFD, third.descriptor());
            assertEquals(Stage.NOTHING, late.advance(Stage.NOTHING));
        }
        ranges.retreat(Stage.PENDING);
        assertTrue(others.tryRead(false), "a writer who gives up is out of the way");
        others.unlockRead();
        assertFree();
    }

    @Test
    void downgradeAdmitsReadersOnly() throws Exception {
        assertEquals(Stage.ALONE, ranges.advance(Stage.NOTHING));
        ranges.downgrade();
        assertTrue(others.tryRead(true));
        others.unlockRead();
        assertEquals(Stage.PENDING, others.advance(Stage.NOTHING));
        others.retreat(Stage.PENDING);
        ranges.unlockRead();
        assertFree();
    }
}
