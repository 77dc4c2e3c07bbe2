package io.portalocker.internal.sys.macos;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.bindings.macos.dirent;
import io.portalocker.bindings.macos.stat;
import io.portalocker.bindings.macos.timespec;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.PosixConstants;
import io.portalocker.internal.sys.posix.PosixErrors;
import io.portalocker.internal.sys.posix.PosixFiles;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of macOS; their status is the {@code struct stat} with 64-bit inodes. This layer has not run on a Mac. */
public final class PlatformFiles extends PosixFiles {

    static final PosixErrors ERRORS = new PosixErrors("io.portalocker.bindings.macos.MacosConstants");

    static final PosixConstants CONSTANTS = new PosixConstants(
            MacosConstants.O_CREAT(),
            MacosConstants.O_EXCL(),
            MacosConstants.O_APPEND(),
            MacosConstants.O_NOFOLLOW()
                    | MacosConstants.O_CLOEXEC()
                    | MacosConstants.O_NOCTTY()
                    | MacosConstants.O_NONBLOCK(),
            // No O_NOFOLLOW: beside O_SYMLINK, which opens the link itself, it would refuse the link.
            MacosConstants.O_EVTONLY()
                    | MacosConstants.O_SYMLINK()
                    | MacosConstants.O_CLOEXEC()
                    | MacosConstants.O_NONBLOCK(),
            MacosConstants.O_NOFOLLOW() | MacosConstants.O_CLOEXEC() | MacosConstants.O_DIRECTORY(),
            MacosConstants.AT_FDCWD(),
            MacosConstants.F_SETLK(),
            MacosConstants.F_OFD_SETLK(),
            (short) MacosConstants.F_RDLCK(),
            (short) MacosConstants.F_WRLCK(),
            (short) MacosConstants.F_UNLCK(),
            MacosConstants.EAGAIN());

    public PlatformFiles() {
        super(Native.INSTANCE, CONSTANTS, ERRORS);
    }

    /** {@code dev_t} is a signed 32-bit number here. */
    @Override
    protected long device(Scratch status) {
        return Integer.toUnsignedLong(stat.st_dev(status.area()));
    }

    @Override
    protected long inode(Scratch status) {
        return stat.st_ino(status.area());
    }

    @Override
    protected int mode(Scratch status) {
        return Short.toUnsignedInt(stat.st_mode(status.area()));
    }

    @Override
    protected FileStatus decode(Scratch scratch) {
        MemorySegment status = scratch.area();
        MemorySegment modified = stat.st_mtimespec(status);
        MemorySegment changed = stat.st_ctimespec(status);
        int mode = mode(scratch);
        return new FileStatus(
                device(scratch),
                inode(scratch),
                FileType.ofMode(mode),
                mode & 07777,
                Short.toUnsignedLong(stat.st_nlink(status)),
                stat.st_uid(status),
                stat.st_gid(status),
                stat.st_size(status),
                timespec.tv_sec(modified),
                (int) timespec.tv_nsec(modified),
                timespec.tv_sec(changed),
                (int) timespec.tv_nsec(changed));
    }

    /** The list says nothing of the permission bits here, nor of the group. */
    @Override
    protected boolean copyAccessList(Path like, long descriptor, boolean group) throws SysException {
        long from = open(like, OpenFlags.READ, 0);
        try (Scratch scratch = Scratch.take()) {
            if (Native.INSTANCE.fcopyfile(scratch, (int) from, (int) descriptor, MacosConstants.COPYFILE_ACL()) < 0
                    && !Native.isUnsupported(scratch.error())) {
                throw ERRORS.failure("fcopyfile", scratch.error());
            }
            return false;
        } finally {
            close(from);
        }
    }

    /** {@code closedir(3)} closes the descriptor too. */
    @Override
    protected List<String> entries(long fresh) throws SysException {
        try (IoBuffer buffer = IoBuffer.take();
                Scratch scratch = Scratch.take()) {
            long stream = Native.INSTANCE.fdopendir(scratch, (int) fresh);
            if (stream == 0) {
                int error = scratch.error();
                close(fresh);
                throw ERRORS.failure("fdopendir", error);
            }
            try {
                return names(scratch, stream, buffer.segment());
            } finally {
                Native.INSTANCE.closedir(scratch, stream);
            }
        }
    }

    private static List<String> names(Scratch scratch, long stream, MemorySegment memory) throws SysException {
        MemorySegment entry = memory.asSlice(Long.BYTES, dirent.layout());
        List<String> names = new ArrayList<>();
        while (true) {
            int error = Native.INSTANCE.readdir(scratch, stream, entry, memory);
            if (error != 0) {
                throw ERRORS.failure("readdir", error);
            }
            if (memory.get(ValueLayout.JAVA_LONG, 0) == 0) {
                return names;
            }
            String name = dirent.d_name(entry).getString(0, StandardCharsets.ISO_8859_1);
            if (!name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
        }
    }
}
