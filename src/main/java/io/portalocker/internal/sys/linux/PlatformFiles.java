package io.portalocker.internal.sys.linux;

import static io.portalocker.bindings.linux.LinuxConstants.AT_EMPTY_PATH;
import static io.portalocker.bindings.linux.LinuxConstants.AT_FDCWD;
import static io.portalocker.bindings.linux.LinuxConstants.AT_SYMLINK_NOFOLLOW;
import static io.portalocker.bindings.linux.LinuxConstants.EINTR;
import static io.portalocker.bindings.linux.LinuxConstants.ENOENT;
import static io.portalocker.bindings.linux.LinuxConstants.ENOTDIR;
import static io.portalocker.bindings.linux.LinuxConstants.STATX_BASIC_STATS;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.bindings.linux.statx;
import io.portalocker.bindings.linux.statx_timestamp;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.PosixConstants;
import io.portalocker.internal.sys.posix.PosixFiles;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Files of Linux. Their status comes from {@code statx(2)}, whose structure is the same on every processor and C library;
 * {@code struct stat} is not, and {@code fstat} is no exported symbol before glibc 2.33.
 */
public final class PlatformFiles extends PosixFiles {

    static final PosixConstants CONSTANTS = new PosixConstants(
            LinuxConstants.O_CREAT(),
            LinuxConstants.O_EXCL(),
            LinuxConstants.O_APPEND(),
            Arch.current().oNofollow()
                    | LinuxConstants.O_CLOEXEC()
                    | LinuxConstants.O_NOCTTY()
                    | LinuxConstants.O_NONBLOCK(),
            LinuxConstants.F_SETLK(),
            LinuxConstants.F_OFD_SETLK(),
            (short) LinuxConstants.F_RDLCK(),
            (short) LinuxConstants.F_WRLCK(),
            (short) LinuxConstants.F_UNLCK(),
            LinuxConstants.EAGAIN());

    private static final MemorySegment NO_PATH = Arena.global().allocate(1);

    /** Makes the calls. */
    public PlatformFiles() {
        super(Native.INSTANCE, CONSTANTS, PlatformErrors.INSTANCE);
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment status = scratch.area();
            if (!statx(scratch, (int) descriptor, NO_PATH, AT_EMPTY_PATH(), status)) {
                throw PlatformErrors.INSTANCE.failure("statx", scratch.error());
            }
            return decode(status);
        } finally {
            scratch.give();
        }
    }

    @Override
    public void identify(long descriptor, Scratch scratch) throws SysException {
        MemorySegment status = scratch.area();
        if (!statx(scratch, (int) descriptor, NO_PATH, AT_EMPTY_PATH(), status)) {
            throw PlatformErrors.INSTANCE.failure("statx", scratch.error());
        }
        int mode = Short.toUnsignedInt(statx.stx_mode(status));
        scratch.identify(device(status), statx.stx_ino(status), FileType.ofMode(mode));
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        Scratch scratch = Scratch.take();
        try {
            MemorySegment status = scratch.area();
            if (!statx(scratch, AT_FDCWD(), cString(scratch, path), AT_SYMLINK_NOFOLLOW(), status)) {
                throw PlatformErrors.INSTANCE.failure("statx", scratch.error());
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
            if (statx(scratch, AT_FDCWD(), cString(scratch, path), AT_SYMLINK_NOFOLLOW(), status)) {
                return statx.stx_ino(status) == inode && device(status) == device;
            }
            int error = scratch.error();
            if (error == ENOENT() || error == ENOTDIR()) {
                return false;
            }
            throw PlatformErrors.INSTANCE.failure("statx", error);
        } finally {
            scratch.give();
        }
    }

    static MemorySegment path(Scratch scratch, Path path) {
        return cString(scratch, path);
    }

    private static boolean statx(Scratch scratch, int directory, MemorySegment path, int flags, MemorySegment status) {
        long result;
        do {
            result = Native.INSTANCE.statx(scratch, directory, path, flags, STATX_BASIC_STATS(), status);
        } while (result < 0 && scratch.error() == EINTR());
        return result == 0;
    }

    private static long device(MemorySegment status) {
        return Integer.toUnsignedLong(statx.stx_dev_major(status)) << Integer.SIZE
                | Integer.toUnsignedLong(statx.stx_dev_minor(status));
    }

    private static FileStatus decode(MemorySegment status) {
        MemorySegment modified = statx.stx_mtime(status);
        int mode = Short.toUnsignedInt(statx.stx_mode(status));
        return new FileStatus(
                device(status),
                statx.stx_ino(status),
                FileType.ofMode(mode),
                mode & 07777,
                Integer.toUnsignedLong(statx.stx_nlink(status)),
                statx.stx_uid(status),
                statx.stx_size(status),
                statx_timestamp.tv_sec(modified),
                statx_timestamp.tv_nsec(modified));
    }
}
