package io.portalocker.internal.sys.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the Windows layer does not need Windows: structures, numbers, paths and choices. */
class WindowsLayerTest {

    private final Arena arena = Arena.ofAuto();

    /** Offsets by hand, from fileapi.h: thirteen DWORDs without padding. */
    @Test
    void decodesFileInformation() {
        MemorySegment info = arena.allocate(52, 4);
        int[] words = {0x21, 0, 0, 0, 0, 0, 0, 0x89ABCDEF, 1, 5, 3, 0x7, 0x80000001};
        MemorySegment.copy(words, 0, info, ValueLayout.JAVA_INT, 0, words.length);
        Structs.fileTime(info.asSlice(20, 8), Instant.parse("2023-11-14T22:13:20.1234567Z"));
        assertEquals(
                new FileStatus(
                        0x89ABCDEFL,
                        0x7_8000_0001L,
                        FileType.REGULAR,
                        0444,
                        3,
                        0,
                        0x1_0000_0005L,
                        1_700_000_000L,
                        123_456_700),
                Structs.status(info));
    }

    @Test
    void countsTicksFrom1601() {
        MemorySegment time = Structs.fileTime(arena.allocate(8, 4), Instant.EPOCH);
        assertEquals(116_444_736_000_000_000L, Structs.ticks(time));
    }

    @ParameterizedTest
    @CsvSource({"0x80, REGULAR", "0x10, DIRECTORY", "0x400, SYMBOLIC_LINK", "0x410, SYMBOLIC_LINK", "0x21, REGULAR"})
    void takesTypesFromAttributes(String attributes, FileType type) {
        assertEquals(type, Structs.type(Integer.decode(attributes)));
    }

    @Test
    void splitsOffsetsBeyondFourGigabytes() {
        MemorySegment overlapped = arena.allocate(32, 8).fill((byte) 0xff);
        Structs.overlapped(overlapped, 0x12_8000_0003L);
        assertEquals(0, overlapped.get(ValueLayout.JAVA_LONG, 0));
        assertEquals(0, overlapped.get(ValueLayout.JAVA_LONG, 8));
        assertEquals(0x80000003, overlapped.get(ValueLayout.JAVA_INT, 16));
        assertEquals(0x12, overlapped.get(ValueLayout.JAVA_INT, 20));
        assertEquals(0, overlapped.get(ValueLayout.JAVA_LONG, 24));
    }

    @Test
    void locksTheRangeOfThePeer() {
        assertEquals(0, Structs.low(PlatformLocks.WHOLE));
        assertEquals(0xFFFF0000, Structs.high(PlatformLocks.WHOLE));
        assertEquals(-1, Structs.low(Transfers.END_OF_FILE));
        assertEquals(-1, Structs.high(Transfers.END_OF_FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\a\\b, \\\\?\\C:\\a\\b",
        "\\\\server\\share\\x, \\\\?\\UNC\\server\\share\\x",
        "\\\\?\\C:\\a, \\\\?\\C:\\a",
        "\\\\.\\pipe\\x, \\\\.\\pipe\\x"
    })
    void prefixesLongPaths(String path, String expected) {
        assertEquals(expected, WidePath.verbatim(path));
    }

    @Test
    void writesPathsAsUtf16WithTerminator() {
        Scratch scratch = Scratch.take();
        for (String text : new String[] {"C:\\ü\uD83D\uDD12", "x".repeat(5000)}) {
            MemorySegment wide = WidePath.of(scratch, text);
            char[] units = wide.asSlice(0, text.length() * 2L).toArray(ValueLayout.JAVA_CHAR);
            assertEquals(text, new String(units));
            assertEquals('\0', wide.getAtIndex(ValueLayout.JAVA_CHAR, text.length()));
        }
        scratch.close();
    }

    @Test
    void opensForWhatTheFlagsSay() {
        assertEquals(0x40000000, CreateWords.access(OpenFlags.WRITE | OpenFlags.APPEND), "may lock and truncate");
        assertEquals(0xC0000000, CreateWords.access(OpenFlags.READ | OpenFlags.WRITE));
        assertEquals(3, CreateWords.disposition(OpenFlags.WRITE));
        assertEquals(4, CreateWords.disposition(OpenFlags.CREATE));
        assertEquals(1, CreateWords.disposition(OpenFlags.CREATE | OpenFlags.EXCLUSIVE));
    }

    @ParameterizedTest
    @CsvSource({
        "2, ERROR_FILE_NOT_FOUND, NOT_FOUND",
        "3, ERROR_PATH_NOT_FOUND, NOT_FOUND",
        "5, ERROR_ACCESS_DENIED, ACCESS_DENIED",
        "6, ERROR_INVALID_HANDLE, BAD_DESCRIPTOR",
        "19, ERROR_WRITE_PROTECT, READ_ONLY",
        "32, ERROR_SHARING_VIOLATION, BUSY",
        "33, ERROR_LOCK_VIOLATION, BUSY",
        "303, ERROR_DELETE_PENDING, BUSY",
        "80, ERROR_FILE_EXISTS, EXISTS",
        "183, ERROR_ALREADY_EXISTS, EXISTS",
        "1142, ERROR_TOO_MANY_LINKS, SEVERAL_NAMES",
        "1920, ERROR_CANT_ACCESS_FILE, SYMBOLIC_LINK",
        "1, ERROR_INVALID_FUNCTION, NOT_SUPPORTED",
        "112, ERROR_DISK_FULL, OTHER",
        "99999, GetLastError, OTHER"
    })
    void namesErrors(int error, String symbol, ErrorKind kind) {
        assertEquals(symbol, PlatformErrors.symbol(error));
        assertEquals(kind, PlatformErrors.kind(error));
    }

    @ParameterizedTest
    @CsvSource({
        "REGULAR, SEVERAL_NAMES",
        "DIRECTORY, IS_DIRECTORY",
        "SYMBOLIC_LINK, SYMBOLIC_LINK",
        "FIFO, NO_SUCH_DEVICE",
        "DEVICE, NO_SUCH_DEVICE"
    })
    void refusesByType(FileType type, ErrorKind kind) {
        FileStatus status = new FileStatus(0, 0, type, 0, 1, 0, 0, 0, 0);
        assertEquals(kind, new PlatformFiles().refusal("x", status).kind());
    }

    /** The second is listed for a service of its own, too. */
    @Test
    void readsTheListOfTheRestartManager() {
        MemorySegment list = arena.allocate(3 * 668L, 4).fill((byte) 0x11);
        list.set(ValueLayout.JAVA_INT, 0, 4711);
        list.set(ValueLayout.JAVA_INT, 668, -2);
        list.set(ValueLayout.JAVA_INT, 2 * 668, -2);
        assertEquals(
                List.of(4711L, 0xFFFF_FFFEL),
                RestartManager.owners(list, 3).stream().map(LockOwner::pid).toList());
        assertEquals(List.of(), RestartManager.owners(list, 0));
    }

    @Test
    void countsAsDeadOnlyWhatWindowsDoesNotKnow() throws SysException {
        assertFalse(PlatformProcesses.isAliveByError(87));
        assertTrue(PlatformProcesses.isAliveByError(5));
        assertThrows(SysException.class, () -> PlatformProcesses.isAliveByError(8));
    }
}
