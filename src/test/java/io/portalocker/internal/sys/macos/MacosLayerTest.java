package io.portalocker.internal.sys.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the macOS layer does not need a Mac: structures, numbers, and the calls Linux has under the same name. */
class MacosLayerTest {

    private final Arena arena = Arena.ofAuto();

    /** Offsets by hand, from Apple's sys/stat.h with 64-bit inodes. */
    @Test
    void decodesStat() {
        MemorySegment stat = arena.allocate(144, 8);
        stat.set(ValueLayout.JAVA_INT, 0, 0x81000004);
        stat.set(ValueLayout.JAVA_SHORT, 4, (short) 0100640);
        stat.set(ValueLayout.JAVA_SHORT, 6, (short) 40000);
        stat.set(ValueLayout.JAVA_LONG, 8, 0x1_2345_6789L);
        stat.set(ValueLayout.JAVA_INT, 16, 501);
        stat.set(ValueLayout.JAVA_INT, 20, 20);
        stat.set(ValueLayout.JAVA_LONG, 48, 1_700_000_000L);
        stat.set(ValueLayout.JAVA_LONG, 56, 999_999_999L);
        stat.set(ValueLayout.JAVA_LONG, 64, 1_800_000_000L);
        stat.set(ValueLayout.JAVA_LONG, 72, 1L);
        stat.set(ValueLayout.JAVA_LONG, 96, 5L << 32);
        assertEquals(
                new FileStatus(
                        0x81000004L,
                        0x1_2345_6789L,
                        FileType.REGULAR,
                        0640,
                        40000,
                        501,
                        20,
                        5L << 32,
                        1_700_000_000L,
                        999_999_999,
                        1_800_000_000L,
                        1),
                new PlatformFiles().decode(scratch(stat)));
    }

    private static Scratch scratch(MemorySegment status) {
        Scratch scratch = Scratch.take();
        scratch.area().copyFrom(status);
        return scratch;
    }

    @Test
    void describesLocksInDarwinsOrder() {
        MemorySegment flock = arena.allocate(24, 8).fill((byte) 0xff);
        new PlatformLocks().describe(flock, (short) 3, 1L << 33, 7);
        assertEquals(1L << 33, flock.get(ValueLayout.JAVA_LONG, 0));
        assertEquals(7, flock.get(ValueLayout.JAVA_LONG, 8));
        assertEquals(0, flock.get(ValueLayout.JAVA_INT, 16));
        assertEquals(3, flock.get(ValueLayout.JAVA_SHORT, 20));
        assertEquals(0, flock.get(ValueLayout.JAVA_SHORT, 22));
    }

    @ParameterizedTest
    @CsvSource({
        "2, ENOENT, NOT_FOUND",
        "13, EACCES, ACCESS_DENIED",
        "1, EPERM, ACCESS_DENIED",
        "62, ELOOP, SYMBOLIC_LINK",
        "45, ENOTSUP, NOT_SUPPORTED",
        "102, EOPNOTSUPP, NOT_SUPPORTED",
        "77, ENOLCK, NOT_SUPPORTED",
        "78, ENOSYS, NOT_SUPPORTED",
        "35, EAGAIN, OTHER",
        "9999, errno, OTHER"
    })
    void namesErrors(int errno, String symbol, ErrorKind kind) {
        assertEquals(symbol, PlatformFiles.ERRORS.symbol(errno));
        assertEquals(kind, PlatformFiles.ERRORS.kind(errno));
    }

    @Test
    void prefersTheNameFor64BitInodes() {
        MemorySegment plain = MemorySegment.ofAddress(1);
        MemorySegment suffixed = MemorySegment.ofAddress(2);
        SymbolLookup intel = name -> Optional.ofNullable(
                Map.of("fstat", plain, "fstat$INODE64", suffixed).get(name));
        SymbolLookup arm = name -> Optional.ofNullable(Map.of("fstat", plain).get(name));
        assertEquals(suffixed, Native.FSTAT.address(intel));
        assertEquals(plain, Native.FSTAT.address(arm));
        assertThrows(UnsatisfiedLinkError.class, () -> Native.FSTAT.address(name -> Optional.empty()));
    }

    @Test
    void asksAndReadsStartTimes() {
        MemorySegment area = arena.allocate(1024, 8);
        PlatformProcesses.ask(area, 4711);
        assertEquals(1, area.get(ValueLayout.JAVA_INT, 0));
        assertEquals(14, area.get(ValueLayout.JAVA_INT, 4));
        assertEquals(1, area.get(ValueLayout.JAVA_INT, 8));
        assertEquals(4711, area.get(ValueLayout.JAVA_INT, 12));
        assertEquals(1000, area.get(ValueLayout.JAVA_LONG, 16));
        area.set(ValueLayout.JAVA_LONG, 24, 1_700_000_000L);
        area.set(ValueLayout.JAVA_INT, 32, 123_456);
        area.set(ValueLayout.JAVA_LONG, 16, 648);
        assertEquals(Optional.of(new BigInteger("1700000000123456")), PlatformProcesses.decode(area));
        area.set(ValueLayout.JAVA_LONG, 16, 0);
        assertEquals(Optional.empty(), PlatformProcesses.decode(area));
    }

    @Test
    void fallsBackFromFullSyncOnlyWhereItIsUnknown() {
        assertTrue(Native.isUnsupported(45));
        assertTrue(Native.isUnsupported(102));
        assertFalse(Native.isUnsupported(5), "EIO is an error, not a missing feature");
    }

    /** The handles themselves, through glibc: a wrong type or argument order shows here as well as on a Mac. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void callsWhatLinuxHasToo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "abcdef");
        Native calls = Native.INSTANCE;
        Scratch scratch = Scratch.take();
        MemorySegment name = arena.allocateFrom(file.toString());
        int fd = calls.open(scratch, name, 2, 0);
        assertTrue(fd >= 0);
        MemorySegment buffer = arena.allocate(256, 8);
        assertEquals(6, calls.read(scratch, fd, buffer, 256));
        assertEquals('a', buffer.get(ValueLayout.JAVA_BYTE, 0));
        assertEquals(2, calls.pread(scratch, fd, buffer, 2, 3));
        assertEquals('d', buffer.get(ValueLayout.JAVA_BYTE, 0));
        assertEquals(2, calls.pwrite(scratch, fd, buffer, 2, 0));
        assertEquals(1, calls.lseek(scratch, fd, 1, 0));
        assertEquals(3, calls.write(scratch, fd, buffer, 3));
        MemorySegment vector = arena.allocate(16, 8);
        vector.set(ValueLayout.ADDRESS, 0, buffer);
        vector.set(ValueLayout.JAVA_LONG, 8, 2);
        assertEquals(2, calls.readv(scratch, fd, vector, new MemorySegment[] {buffer}));
        assertEquals(2, calls.writev(scratch, fd, vector, new MemorySegment[] {buffer}));
        assertEquals(0, calls.ftruncate(scratch, fd, 3));
        assertEquals(3, Files.size(file));
        assertEquals(0, calls.fchmod(scratch, fd, 0600));
        assertEquals(0, calls.futimens(scratch, fd));
        assertEquals(0, calls.flock(scratch, fd, 6));
        assertEquals(0, calls.status(scratch, fd, buffer));
        // AT_FDCWD and AT_SYMLINK_NOFOLLOW are other numbers on Linux; an absolute path needs no directory.
        assertEquals(-1, calls.status(scratch, -1, name, buffer));
        assertEquals(22, scratch.error());
        assertEquals(-1, calls.fcntl(scratch, fd, 0x7fff, buffer.address()));
        assertEquals(22, scratch.error());
        assertEquals(0, calls.sync(scratch, fd, false), "Linux does not know the command: fsync takes over");
        assertEquals(0, calls.close(scratch, fd));
        assertEquals(-1, calls.close(scratch, fd));
        assertEquals(9, scratch.error());
        assertEquals(0, calls.kill(scratch, (int) ProcessHandle.current().pid(), 0));
        assertEquals(0, calls.gethostname(scratch, buffer, 256));
        assertNotEquals(0, buffer.get(ValueLayout.JAVA_BYTE, 0));
        assertTrue(calls.geteuid(scratch) >= 0);
        scratch.close();
    }
}
