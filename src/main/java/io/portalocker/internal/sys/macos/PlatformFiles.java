package io.portalocker.internal.sys.macos;

import static io.portalocker.bindings.macos.MacosConstants.EINTR;
import static io.portalocker.bindings.macos.MacosConstants.ENOENT;
import static io.portalocker.bindings.macos.MacosConstants.ENOTDIR;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.bindings.macos.stat;
import io.portalocker.bindings.macos.timespec;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.PosixConstants;
import io.portalocker.internal.sys.posix.PosixFiles;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Files of macOS; their status is the {@code struct stat} with 64-bit inodes. This layer has not run on a Mac. */
public final class PlatformFiles extends PosixFiles {

    static final PosixConstants CONSTANTS = new PosixConstants(
            MacosConstants.O_CREAT(),
            MacosConstants.O_EXCL(),
            MacosConstants.O_APPEND(),
            MacosConstants.O_NOFOLLOW()
                    | MacosConstants.O_CLOEXEC()
                    | MacosConstants.O_NOCTTY()
                    | MacosConstants.O_NONBLOCK(),
            MacosConstants.F_SETLK(),
            MacosConstants.F_OFD_SETLK(),
            (short) MacosConstants.F_RDLCK(),
            (short) MacosConstants.F_WRLCK(),
            (short) MacosConstants.F_UNLCK(),
            MacosConstants.EAGAIN());

    /** Makes the calls. */
    public PlatformFiles() {
        super(Native.INSTANCE, CONSTANTS, PlatformErrors.INSTANCE);
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment status = scratch.area();
            int result;
            do {
                result = Native.INSTANCE.fstat(scratch, (int) descriptor, status);
            } while (result < 0 && scratch.error() == EINTR());
            if (result < 0) {
                throw PlatformErrors.INSTANCE.failure("fstat", scratch.error());
            }
            return decode(status);
        } finally {
            scratch.give();
        }
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment status = scratch.area();
            if (!lstat(scratch, path, status)) {
                throw PlatformErrors.INSTANCE.failure("lstat", scratch.error());
            }
            return decode(status);
        } finally {
            scratch.give();
        }
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment status = scratch.area();
            if (lstat(scratch, path, status)) {
                return stat.st_ino(status) == inode && device(status) == device;
            }
            int error = scratch.error();
            if (error == ENOENT() || error == ENOTDIR()) {
                return false;
            }
            throw PlatformErrors.INSTANCE.failure("lstat", error);
        } finally {
            scratch.give();
        }
    }

    private static boolean lstat(Scratch scratch, Path path, MemorySegment status) {
        MemorySegment name = cString(scratch, path);
        int result;
        do {
            result = Native.INSTANCE.lstat(scratch, name, status);
        } while (result < 0 && scratch.error() == EINTR());
        return result == 0;
    }

    /** {@code dev_t} is a signed 32-bit number here; what it is made of matters to nobody. */
    private static long device(MemorySegment status) {
        return Integer.toUnsignedLong(stat.st_dev(status));
    }

    static FileStatus decode(MemorySegment status) {
        MemorySegment modified = stat.st_mtimespec(status);
        int mode = Short.toUnsignedInt(stat.st_mode(status));
        return new FileStatus(
                device(status),
                stat.st_ino(status),
                FileType.ofMode(mode),
                mode & 07777,
                Short.toUnsignedLong(stat.st_nlink(status)),
                stat.st_uid(status),
                stat.st_size(status),
                timespec.tv_sec(modified),
                (int) timespec.tv_nsec(modified));
    }
}
