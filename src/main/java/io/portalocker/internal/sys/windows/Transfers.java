package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.FILETIME;
import io.portalocker.bindings.windows.OVERLAPPED;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.bindings.windows._LARGE_INTEGER;
import io.portalocker.internal.sys.FileCalls.Origin;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/** The bytes of open files. */
final class Transfers {

    /** As an offset: the end of the file, found and written in one step. */
    static final long END_OF_FILE = -1;

    private static final int LARGEST_TRANSFER = 1 << 30;
    private static final long DONE = OVERLAPPED.sizeof();
    private static final long DISTANCE = DONE + Long.BYTES;
    private static final long POSITION = DISTANCE + Long.BYTES;

    private Transfers() {}

    private static int length(MemorySegment memory) {
        return (int) Math.min(memory.byteSize(), LARGEST_TRANSFER);
    }

    private static long read(Scratch scratch, long descriptor, MemorySegment target, MemorySegment overlapped)
            throws SysException {
        MemorySegment done = scratch.area().asSlice(DONE, Integer.BYTES);
        int result = Native.readFile(scratch, descriptor, target, length(target), done, overlapped);
        if (result == 0) {
            int error = scratch.error();
            if (error == WindowsConstants.ERROR_HANDLE_EOF() || error == WindowsConstants.ERROR_BROKEN_PIPE()) {
                return 0;
            }
            throw PlatformErrors.failure("ReadFile", error);
        }
        return Integer.toUnsignedLong(done.get(ValueLayout.JAVA_INT, 0));
    }

    private static long write(Scratch scratch, long descriptor, MemorySegment source, MemorySegment overlapped)
            throws SysException {
        MemorySegment done = scratch.area().asSlice(DONE, Integer.BYTES);
        int result = Native.writeFile(scratch, descriptor, source, length(source), done, overlapped);
        PlatformErrors.check("WriteFile", result, scratch);
        return Integer.toUnsignedLong(done.get(ValueLayout.JAVA_INT, 0));
    }

    static long read(long descriptor, MemorySegment target) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            return read(scratch, descriptor, target, MemorySegment.NULL);
        }
    }

    static long write(long descriptor, MemorySegment source) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            boolean appends = HandleTags.appends(descriptor);
            return write(
                    scratch,
                    descriptor,
                    source,
                    appends ? Structs.overlapped(scratch.area(), END_OF_FILE) : MemorySegment.NULL);
        }
    }

    /**
     * Reads at a position. On such a handle Windows moves the position of the handle as well; it is put back, but another
     * thread that reads at it meanwhile finds it moved.
     */
    static long read(long descriptor, MemorySegment target, long position) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long before = seek(scratch, descriptor, 0, WindowsConstants.FILE_CURRENT());
            try {
                return read(scratch, descriptor, target, Structs.overlapped(scratch.area(), position));
            } finally {
                seek(scratch, descriptor, before, WindowsConstants.FILE_BEGIN());
            }
        }
    }

    /** Writes at a position, or at the end where the handle appends, and puts the position back as reading does. */
    static long write(long descriptor, MemorySegment source, long position) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long before = seek(scratch, descriptor, 0, WindowsConstants.FILE_CURRENT());
            long offset = HandleTags.appends(descriptor) ? END_OF_FILE : position;
            try {
                return write(scratch, descriptor, source, Structs.overlapped(scratch.area(), offset));
            } finally {
                seek(scratch, descriptor, before, WindowsConstants.FILE_BEGIN());
            }
        }
    }

    /** One call an area: the scattering calls of Windows want whole pages and an unbuffered handle. */
    static long read(long descriptor, MemorySegment[] targets) throws SysException {
        long total = 0;
        for (MemorySegment target : targets) {
            long bytes = read(descriptor, target);
            total += bytes;
            if (bytes < target.byteSize()) {
                break;
            }
        }
        return total;
    }

    /** One call an area, as for reading. */
    static long write(long descriptor, MemorySegment[] sources) throws SysException {
        long total = 0;
        for (MemorySegment source : sources) {
            long bytes = write(descriptor, source);
            total += bytes;
            if (bytes < source.byteSize()) {
                break;
            }
        }
        return total;
    }

    static long seek(long descriptor, long offset, Origin origin) throws SysException {
        int method = switch (origin) {
            case START -> WindowsConstants.FILE_BEGIN();
            case CURRENT -> WindowsConstants.FILE_CURRENT();
            case END -> WindowsConstants.FILE_END();
        };
        try (Scratch scratch = Scratch.take()) {
            return seek(scratch, descriptor, offset, method);
        }
    }

    private static long seek(Scratch scratch, long descriptor, long offset, int method) throws SysException {
        MemorySegment distance = scratch.area().asSlice(DISTANCE, Long.BYTES);
        MemorySegment position = scratch.area().asSlice(POSITION, Long.BYTES);
        _LARGE_INTEGER.QuadPart(distance, offset);
        int result = Native.setFilePointer(scratch, descriptor, distance, position, method);
        PlatformErrors.check("SetFilePointerEx", result, scratch);
        return _LARGE_INTEGER.QuadPart(position);
    }

    /** The end of a file is set at the position, which is put back afterwards. */
    static void truncate(long descriptor, long size) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long before = seek(scratch, descriptor, 0, WindowsConstants.FILE_CURRENT());
            seek(scratch, descriptor, size, WindowsConstants.FILE_BEGIN());
            try {
                PlatformErrors.check("SetEndOfFile", Native.setEndOfFile(scratch, descriptor), scratch);
            } finally {
                seek(scratch, descriptor, before, WindowsConstants.FILE_BEGIN());
            }
        }
    }

    /** Windows denies this to a handle without the right to write, through which nothing was written. */
    static void force(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            int result = Native.flushFileBuffers(scratch, descriptor);
            if (result == 0 && scratch.error() != WindowsConstants.ERROR_ACCESS_DENIED()) {
                throw PlatformErrors.failure("FlushFileBuffers", scratch.error());
            }
        }
    }

    static void touch(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment now = Structs.fileTime(scratch.area().asSlice(0, FILETIME.sizeof()), Instant.now());
            PlatformErrors.check("SetFileTime", Native.setFileTime(scratch, descriptor, now, now), scratch);
        }
    }
}
