package io.portalocker.internal.sys.linux;

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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of Linux. Their status comes from {@code statx(2)}, whose structure is the same on every processor and C library;
 * {@code struct stat} is not, and {@code fstat} is no exported symbol before glibc 2.33.
 */
public class PlatformFiles extends PosixFiles {

    static final PosixErrors ERRORS = new PosixErrors("io.portalocker.bindings.linux.LinuxConstants");

    static final PosixConstants CONSTANTS = new PosixConstants(
            Numbers.O_CREAT,
            Numbers.O_EXCL,
            Numbers.O_APPEND,
            Arch.current().oNofollow() | Numbers.O_CLOEXEC | Numbers.O_NOCTTY | Numbers.O_NONBLOCK,
            Arch.current().oNofollow() | Numbers.O_CLOEXEC | Numbers.O_PATH,
            Arch.current().oNofollow() | Numbers.O_CLOEXEC | Arch.current().oDirectory(),
            Numbers.AT_FDCWD,
            Numbers.F_SETLK,
            Numbers.F_OFD_SETLK,
            (short) Numbers.F_RDLCK,
            (short) Numbers.F_WRLCK,
            (short) Numbers.F_UNLCK,
            Numbers.EAGAIN);

    /** A {@code struct linux_dirent64}: inode and offset of 8 bytes each, length of 2, type of 1, and the name. */
    private static final long ENTRY_LENGTH = 16;

    private static final long ENTRY_NAME = 19;

    private final Native libC;

    public PlatformFiles() {
        this(Native.instance());
    }

    PlatformFiles(Native libC) {
        super(libC, CONSTANTS, ERRORS);
        this.libC = libC;
    }

    @Override
    protected long device(Scratch status) {
        ByteBuffer bytes = status.areaBytes();
        return Integer.toUnsignedLong(bytes.getInt(Statx.DEV_MAJOR)) << Integer.SIZE
                | Integer.toUnsignedLong(bytes.getInt(Statx.DEV_MINOR));
    }

    @Override
    protected long inode(Scratch status) {
        return status.areaBytes().getLong(Statx.INO);
    }

    @Override
    protected int mode(Scratch status) {
        return Short.toUnsignedInt(status.areaBytes().getShort(Statx.MODE));
    }

    @Override
    protected FileStatus decode(Scratch status) {
        ByteBuffer bytes = status.areaBytes();
        int mode = mode(status);
        return new FileStatus(
                device(status),
                inode(status),
                FileType.ofMode(mode),
                mode & 07777,
                Integer.toUnsignedLong(bytes.getInt(Statx.NLINK)),
                bytes.getInt(Statx.UID),
                bytes.getInt(Statx.GID),
                bytes.getLong(Statx.SIZE),
                bytes.getLong(Statx.MTIME),
                bytes.getInt(Statx.MTIME + Long.BYTES),
                bytes.getLong(Statx.CTIME),
                bytes.getInt(Statx.CTIME + Long.BYTES));
    }

    @Override
    protected boolean copyAccessList(Path like, long descriptor, boolean group) throws SysException {
        return AccessList.copy(like, (int) descriptor, group);
    }

    @Override
    protected List<String> entries(long fresh) throws SysException {
        List<String> names = new ArrayList<>();
        try (IoBuffer buffer = IoBuffer.take();
                Scratch scratch = Scratch.take()) {
            int bytes;
            while ((bytes = libC.getdents64(scratch, (int) fresh, buffer.segment())) > 0) {
                addNames(buffer.segment().asSlice(0, bytes), names);
            }
            if (bytes < 0) {
                throw ERRORS.failure("getdents64", scratch.error());
            }
            return names;
        } finally {
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
