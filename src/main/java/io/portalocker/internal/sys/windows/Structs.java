package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_DIRECTORY;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_READONLY;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_REPARSE_POINT;

import io.portalocker.bindings.windows.BY_HANDLE_FILE_INFORMATION;
import io.portalocker.bindings.windows.FILETIME;
import io.portalocker.bindings.windows.OVERLAPPED;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import java.lang.foreign.MemorySegment;
import java.time.Instant;

/** The structures of kernel32, which keep most 64-bit numbers in two halves, as values. */
final class Structs {

    /** From the epoch of FILETIME, 1601, to that of Unix. */
    private static final long EPOCH_SECONDS = 11_644_473_600L;

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    private Structs() {}

    private static long join(int high, int low) {
        return (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
    }

    static int low(long value) {
        return (int) value;
    }

    static int high(long value) {
        return (int) (value >>> Integer.SIZE);
    }

    /** Fills an OVERLAPPED without an event. */
    static MemorySegment overlapped(MemorySegment overlapped, long offset) {
        OVERLAPPED.Internal(overlapped, 0);
        OVERLAPPED.InternalHigh(overlapped, 0);
        OVERLAPPED.Offset(overlapped, low(offset));
        OVERLAPPED.OffsetHigh(overlapped, high(offset));
        OVERLAPPED.hEvent(overlapped, MemorySegment.NULL);
        return overlapped;
    }

    /** {@return the 100-nanosecond ticks since 1601} */
    static long ticks(MemorySegment fileTime) {
        return join(FILETIME.dwHighDateTime(fileTime), FILETIME.dwLowDateTime(fileTime));
    }

    static MemorySegment fileTime(MemorySegment fileTime, Instant instant) {
        long ticks = (instant.getEpochSecond() + EPOCH_SECONDS) * TICKS_PER_SECOND + instant.getNano() / NANOS_PER_TICK;
        FILETIME.dwLowDateTime(fileTime, low(ticks));
        FILETIME.dwHighDateTime(fileTime, high(ticks));
        return fileTime;
    }

    static long device(MemorySegment information) {
        return Integer.toUnsignedLong(BY_HANDLE_FILE_INFORMATION.dwVolumeSerialNumber(information));
    }

    /** On ReFS a file's id has 128 bits and this is a part of it: see {@link Identity}. */
    static long index(MemorySegment information) {
        return join(
                BY_HANDLE_FILE_INFORMATION.nFileIndexHigh(information),
                BY_HANDLE_FILE_INFORMATION.nFileIndexLow(information));
    }

    static FileStatus status(MemorySegment information) {
        return status(information, device(information), index(information));
    }

    static FileStatus status(MemorySegment information, long device, long index) {
        int attributes = BY_HANDLE_FILE_INFORMATION.dwFileAttributes(information);
        long modified = ticks(BY_HANDLE_FILE_INFORMATION.ftLastWriteTime(information));
        return new FileStatus(
                device,
                index,
                type(attributes),
                (attributes & FILE_ATTRIBUTE_READONLY()) == 0 ? 0666 : 0444,
                Integer.toUnsignedLong(BY_HANDLE_FILE_INFORMATION.nNumberOfLinks(information)),
                0,
                join(
                        BY_HANDLE_FILE_INFORMATION.nFileSizeHigh(information),
                        BY_HANDLE_FILE_INFORMATION.nFileSizeLow(information)),
                Math.floorDiv(modified, TICKS_PER_SECOND) - EPOCH_SECONDS,
                (int) Math.floorMod(modified, TICKS_PER_SECOND) * NANOS_PER_TICK);
    }

    /** A junction is a directory with a reparse point, and a link before it is a directory. */
    static FileType type(int attributes) {
        if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT()) != 0) {
            return FileType.SYMBOLIC_LINK;
        }
        return (attributes & FILE_ATTRIBUTE_DIRECTORY()) != 0 ? FileType.DIRECTORY : FileType.REGULAR;
    }
}
