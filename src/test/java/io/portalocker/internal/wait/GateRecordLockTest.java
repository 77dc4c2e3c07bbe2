package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What may be closed, and when, while the process has a record lock. */
@Timeout(60)
class GateRecordLockTest extends GateFixture {

    @Test
    void closingWaitsForTheLastRecordLock() throws Exception {
        List<String> calls = new ArrayList<>();
        gate.keep(() -> calls.add("close 1"));
        assertTrue(gate.tryBeginRecordLock());
        assertTrue(gate.tryBeginRecordLock());
        gate.keep(() -> calls.add("close 2"));
        gate.endRecordLock(() -> calls.add("unlock 1"));
        assertEquals(List.of("close 1"), calls);
        gate.endRecordLock(() -> calls.add("unlock 2"));
        assertEquals(List.of("close 1", "unlock 2", "close 2"), calls);
        gate.keep(() -> calls.add("close 3"));
        assertEquals(4, calls.size());
    }

    @Test
    void failedUnlockKeepsTheRecordLock() throws Exception {
        List<String> calls = new ArrayList<>();
        assertTrue(gate.tryBeginRecordLock());
        gate.keep(() -> calls.add("close"));
        assertThrows(
                IOException.class,
                () -> gate.endRecordLock(() -> {
                    throw new IOException("no");
                }));
        assertEquals(List.of(), calls);
        gate.endRecordLock(() -> calls.add("unlock"));
        assertEquals(List.of("unlock", "close"), calls);
    }

    @Test
    void anotherCopyOfTheLibraryIsKeptOutOfThatFileAndNoOther() throws Exception {
        Gates copy = new Gates();
        assertTrue(gate.tryBeginRecordLock());
        assertFalse(copy.reference(1, 2).tryBeginRecordLock());
        for (Gate other : List.of(copy.reference(1, 3), copy.reference(2, 2), copy.reference(12, 2))) {
            assertTrue(other.tryBeginRecordLock(), other::toString);
            other.endRecordLock(() -> {});
        }
        gate.endRecordLock(() -> {});
        assertTrue(copy.reference(1, 2).tryBeginRecordLock());
        copy.reference(1, 2).endRecordLock(() -> {});
    }

    @Test
    void whatCouldNotBeClosedIsTakenOnceByWhomItSuits() throws Exception {
        Closeable first = () -> {};
        Closeable second = () -> {};
        assertNull(gate.takeKept(each -> true));
        assertTrue(gate.tryBeginRecordLock());
        gate.keep(first);
        gate.keep(second);
        assertNull(gate.takeKept(each -> false));
        assertSame(second, gate.takeKept(second::equals));
        assertNull(gate.takeKept(second::equals));
        assertSame(first, gate.takeKept(each -> true));
        gate.endRecordLock(() -> {});
        assertNull(gate.takeKept(each -> true));
    }

    /** Closing any descriptor of a file frees the record locks of the whole process. */
    @Test
    void descriptorIsClosedAtOnceOnlyWhereThatFreesNoOther(@TempDir Path directory) throws Exception {
        FileCalls files = Platform.current().files();
        Path path = Files.createFile(directory.resolve("lock"));
        long[] descriptors = new long[4];
        for (int i = 0; i < descriptors.length; i++) {
            descriptors[i] = files.open(path, OpenFlags.READ, 0);
        }
        gate.closeDescriptor(files, descriptors[0], false);
        assertClosed(files, descriptors[0], path);
        assertTrue(gate.tryBeginRecordLock());
        gate.closeDescriptor(files, descriptors[1], false);
        files.status(descriptors[1]);
        assertTrue(gate.tryBeginRecordLock());
        gate.closeDescriptor(files, descriptors[2], true);
        files.status(descriptors[2]);
        gate.endRecordLock(() -> {});
        gate.closeDescriptor(files, descriptors[3], true); // by who has the last: the lock goes with it
        assertClosed(files, descriptors[3], path);
        gate.endRecordLock(() -> {});
        assertClosed(files, descriptors[1], path);
        assertClosed(files, descriptors[2], path);
    }

    /** Its number may be another file's by now. */
    private static void assertClosed(FileCalls files, long descriptor, Path path) throws SysException {
        FileStatus there;
        try {
            there = files.status(descriptor);
        } catch (SysException closed) {
            return;
        }
        assertNotEquals(files.status(path).inode(), there.inode());
    }
}
