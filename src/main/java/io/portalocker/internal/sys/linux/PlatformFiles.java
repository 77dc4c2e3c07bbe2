package io.portalocker.internal.sys.linux;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.bindings.linux.statx;
import io.portalocker.bindings.linux.statx_timestamp;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.PosixConstants;
import io.portalocker.internal.sys.posix.PosixErrors;
import io.portalocker.internal.sys.posix.PosixFiles;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of Linux. Their status comes from {@code statx(2)}, whose structure is the same on every processor and C library;
 * {@code struct stat} is not, and {@code fstat} is no exported symbol before glibc 2.33.
 */
public class PlatformFiles extends PosixFiles {

    static final PosixErrors ERRORS = new PosixErrors(LinuxConstants.class);

    static final PosixConstants CONSTANTS = new PosixConstants(
            LinuxConstants.O_CREAT(),
            LinuxConstants.O_EXCL(),
            LinuxConstants.O_APPEND(),
            Arch.current().oNofollow()
                    | LinuxConstants.O_CLOEXEC()
                    | LinuxConstants.O_NOCTTY()
                    | LinuxConstants.O_NONBLOCK(),
            Arch.current().oNofollow() | LinuxConstants.O_CLOEXEC() | LinuxConstants.O_PATH(),
            Arch.current().oNofollow()
                    | LinuxConstants.O_CLOEXEC()
                    | Arch.current().oDirectory(),
            LinuxConstants.AT_FDCWD(),
            LinuxConstants.F_SETLK(),
            LinuxConstants.F_OFD_SETLK(),
            (short) LinuxConstants.F_RDLCK(),
            (short) LinuxConstants.F_WRLCK(),
            (short) LinuxConstants.F_UNLCK(),
            LinuxConstants.EAGAIN());

    /** A {@code struct linux_dirent64}: inode and offset of 8 bytes each, length of 2, type of 1, and the name. */
    private static final long ENTRY_LENGTH = 16;

    private static final long ENTRY_NAME = 19;

    private final Native libC;

    public PlatformFiles() {
        this(Native.INSTANCE);
    }

    PlatformFiles(Native libC) {
        super(libC, CONSTANTS, ERRORS);
        this.libC = libC;
    }

    @Override
    protected long device(MemorySegment status) {
        return Integer.toUnsignedLong(statx.stx_dev_major(status)) << Integer.SIZE
                | Integer.toUnsignedLong(statx.stx_dev_minor(status));
    }

    @Override
    protected long inode(MemorySegment status) {
        return statx.stx_ino(status);
    }

    @Override
    protected int mode(MemorySegment status) {
        return Short.toUnsignedInt(statx.stx_mode(status));
    }

    @Override
    protected FileStatus decode(MemorySegment status) {
        MemorySegment modified = statx.stx_mtime(status);
        MemorySegment changed = statx.stx_ctime(status);
        int mode = mode(status);
        return new FileStatus(
                device(status),
                inode(status),
                FileType.ofMode(mode),
                mode & 07777,
                Integer.toUnsignedLong(statx.stx_nlink(status)),
                statx.stx_uid(status),
                statx.stx_gid(status),
                statx.stx_size(status),
                statx_timestamp.tv_sec(modified),
                statx_timestamp.tv_nsec(modified),
                statx_timestamp.tv_sec(changed),
                statx_timestamp.tv_nsec(changed));
    }

    @Override
    protected List<String> entries(long fresh) throws SysException {
        List<String> names = new ArrayList<>();
        IoBuffer buffer = IoBuffer.take();
        Scratch scratch = Scratch.take();
        try {
            int bytes;
            while ((bytes = libC.getdents64(scratch, (int) fresh, buffer.segment())) > 0) {
                addNames(buffer.segment().asSlice(0, bytes), names);
            }
            if (bytes < 0) {
                throw ERRORS.failure("getdents64", scratch.error());
            }
            return names;
        } finally {
            scratch.give();
            buffer.give();
            close(fresh);
        }
    }

    private static void addNames(MemorySegment entries, List<String> names) {
        for (long at = 0; at < entries.byteSize(); ) {
            String name = entries.getString(at + ENTRY_NAME, StandardCharsets.ISO_8859_1);
            if (!name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
            at += Short.toUnsignedInt(entries.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + ENTRY_LENGTH));
        }
    }
}
