package io.portalocker.internal.sys.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Lock;
import io.portalocker.LockHolder;
import io.portalocker.LockedFile;
import io.portalocker.Portalocker;
import io.portalocker.Waiting;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Peer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The calls of Windows, made. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class WindowsCallsTest {
    private final PlatformFiles files = new PlatformFiles();
    private final PlatformLocks locks = new PlatformLocks();

    @TempDir
    Path directory;

    private long open(Path path) throws IOException {
        return files.open(path, OpenFlags.READ | OpenFlags.WRITE | OpenFlags.CREATE, 0666);
    }

    private boolean tryLock(long handle, boolean shared) throws IOException {
        return locks.tryLock(Mechanism.LOCK_FILE_EX, handle, shared);
    }

    @Test
    void trialOfWaitingLeavesNoFileBehind() throws Exception {
        Set<Path> before = probes();
        new PlatformWaits().probe();
        assertEquals(before, probes());
    }

    @Test
    @NotUnderWine("CancelIoEx ends a wait in LockFileEx, and a lock that is freed goes to who waits")
    void trialOfWaitingSucceeds() {
        PlatformWaits waits = new PlatformWaits();
        waits.probe();
        assertTrue(waits.kernel().isPresent());
    }

    private static Set<Path> probes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.toString().endsWith(".probe")).collect(Collectors.toSet());
        }
    }

    /** The lock that was held exclusively is at no moment free: somebody else would have it. */
    @Test
    void exclusiveLockIsShared() throws Exception {
        Path file = directory.resolve("file");
        long ours = open(file);
        long other = open(file);
        try {
            assertTrue(tryLock(ours, false));
            assertTrue(tryLock(ours, true));
            assertFalse(tryLock(other, false));
            assertTrue(tryLock(other, true));
            locks.unlock(Mechanism.LOCK_FILE_EX, ours);
            assertTrue(tryLock(other, false));
        } finally {
            files.close(ours);
            files.close(other);
        }
    }

    // Names

    private static final int MOVABLE = OpenFlags.READ | OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.MOVABLE;

    private static void fails(ErrorKind kind, Executable call) {
        assertEquals(kind, assertThrows(SysException.class, call).kind());
    }

    @Test
    void movableFileIsRenamedAndDeletedWhileItIsOpen() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        long handle = files.open(first, MOVABLE, 0666);
        try {
            FileStatus status = files.status(handle);
            files.rename(first, second);
            assertTrue(files.isAt(second, status.device(), status.inode()));
            files.unlink(second);
        } finally {
            files.close(handle);
        }
        assertFalse(Files.exists(first));
        assertFalse(Files.exists(second));
    }

    /** Python's peers count on it, and its own library looks whether its name still leads to it. */
    @Test
    void lockedFileStaysWhereItIs() throws Exception {
        Path file = directory.resolve("file");
        long handle = open(file);
        try {
            fails(ErrorKind.BUSY, () -> files.unlink(file));
            fails(ErrorKind.BUSY, () -> files.rename(file, directory.resolve("other")));
            fails(ErrorKind.BUSY, () -> files.rename(Files.writeString(directory.resolve("new"), ""), file));
        } finally {
            files.close(handle);
        }
        files.unlink(file);
        fails(ErrorKind.NOT_FOUND, () -> files.unlink(file));
    }

    @Test
    void onlyTheFileThatWasMeantLosesItsName() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "first");
        FileStatus first = files.status(file);
        files.rename(Files.writeString(directory.resolve("other"), "second"), file);
        assertFalse(files.unlink(file, first.device(), first.inode()));
        FileStatus second = files.status(file);
        assertTrue(files.unlink(file, second.device(), second.inode()));
        assertFalse(files.unlink(file, second.device(), second.inode()));
    }

    @Test
    void newNameReplacesNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "first");
        Path other = Files.writeString(directory.resolve("other"), "second");
        fails(ErrorKind.EXISTS, () -> files.renameNew(other, file));
        assertEquals("first", Files.readString(file));
        files.renameNew(other, directory.resolve("free"));
        assertEquals("second", Files.readString(directory.resolve("free")));
    }

    /** A name that nobody has the right to open any more looks like one that permissions forbid. */
    @Test
    void fileThatIsAboutToGoIsBusy() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        long first = files.openDeletedOnClose(file);
        long second = files.openDeletedOnClose(file);
        files.close(first);
        try {
            fails(ErrorKind.BUSY, () -> open(file));
        } finally {
            files.close(second);
        }
        files.close(open(file));
    }

    /** It can be opened by nobody, which looks like a missing permission, and passes. */
    @Test
    void lockWaitsForAFileThatIsAboutToGo() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        long first = files.openDeletedOnClose(file);
        long second = files.openDeletedOnClose(file);
        files.close(first);
        Background<LockedFile> waiter;
        try {
            assertTrue(Lock.of(file).tryAcquire().isEmpty());
            waiter = Background.start(
                            () -> Lock.of(file).withTimeout(Waiting.FOREVER).acquire())
                    .awaitWaiting();
            assertFalse(waiter.isDone());
        } finally {
            files.close(second);
        }
        waiter.get().release();
    }

    @Test
    @NotUnderWine("STATUS_DELETE_PENDING, whatever a file that is about to go is opened for")
    void fileThatIsAboutToGoIsNotThere() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        FileStatus status = files.status(file);
        long first = files.openDeletedOnClose(file);
        long second = files.openDeletedOnClose(file);
        files.close(first);
        try {
            assertFalse(files.isAt(file, status.device(), status.inode()));
        } finally {
            files.close(second);
        }
    }

    @Test
    @NotUnderWine("FileDispositionInfoEx with FILE_DISPOSITION_FLAG_POSIX_SEMANTICS: the name is free at once")
    void nameOfAnOpenFileIsFreeAtOnce() throws Exception {
        Path file = directory.resolve("file");
        long handle = files.open(file, MOVABLE, 0666);
        try {
            files.unlink(file);
            assertFalse(Files.exists(file));
            Files.writeString(file, "another");
        } finally {
            files.close(handle);
        }
        assertEquals("another", Files.readString(file));
    }

    @Test
    @NotUnderWine("FileRenameInfoEx with FILE_RENAME_FLAG_POSIX_SEMANTICS: takes the place of a file that is open")
    void openFileIsReplaced() throws Exception {
        Path file = directory.resolve("file");
        long handle = files.open(file, MOVABLE, 0666);
        try {
            files.rename(Files.writeString(directory.resolve("new"), "new"), file);
            assertEquals("new", Files.readString(file));
        } finally {
            files.close(handle);
        }
    }

    @Test
    void longPathsHaveNames() throws Exception {
        Path deep = directory;
        for (int i = 0; i < 6; i++) {
            deep = deep.resolve("x".repeat(60) + i);
            files.makeDirectory(deep, 0777);
        }
        Path file = deep.resolve("file");
        files.close(open(file));
        files.rename(file, deep.resolve("second"));
        files.link(deep.resolve("second"), deep.resolve("third"));
        files.unlink(deep.resolve("second"));
        assertEquals(1, files.status(deep.resolve("third")).links());
    }

    @Test
    void filesOfAVolumeDiffer() throws Exception {
        FileStatus one = files.status(Files.writeString(directory.resolve("one"), ""));
        FileStatus other = files.status(Files.writeString(directory.resolve("other"), ""));
        assertFalse(one.isSameFile(other));
        assertEquals(0, Identity.mix(0));
        assertNotEquals(Identity.mix(1), Identity.mix(1L << 32));
    }

    /** A session more than 64 of a user is refused, so each is ended. */
    @Test
    void restartManagerIsAskedAsOftenAsOneLikes() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        try (Arena arena = Arena.ofConfined();
                Scratch scratch = Scratch.take()) {
            for (int i = 0; i < 100; i++) {
                RestartManager.openers(file);
            }
            MemorySegment key = arena.allocate(2 * (WindowsConstants.CCH_RM_SESSION_KEY() + 1));
            MemorySegment session = arena.allocate(ValueLayout.JAVA_INT);
            assertEquals(0, NativeRestartManager.startSession(scratch, session, key));
            NativeRestartManager.endSession(scratch, session.get(ValueLayout.JAVA_INT, 0));
        }
    }

    @Test
    @NotUnderWine("RmGetList: the processes that have the file open; Wine has it say that there are none")
    void restartManagerNamesWhoHasTheFileOpen() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        try (Peer other = Peer.java("lock", file, "mode=r+")) {
            assertTrue(other.tryAcquire());
            List<Long> pids =
                    Portalocker.holders(file).stream().map(LockHolder::pid).toList();
            assertEquals(List.of(other.child().pid()), pids);
            var thrown = assertThrows(
                    AlreadyLockedException.class,
                    () -> Lock.of(file).withTimeout(Duration.ZERO).acquire());
            assertTrue(
                    thrown.getMessage()
                            .contains("have it open: pid " + other.child().pid()),
                    thrown::getMessage);
        }
    }

    @Test
    void closedHandleLeavesNothingToRemember() throws Exception {
        int before = HeldLocks.size();
        long handle = open(directory.resolve("file"));
        assertTrue(tryLock(handle, false));
        files.close(handle);
        assertEquals(before, HeldLocks.size());
    }
}
