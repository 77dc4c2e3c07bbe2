package io.portalocker.internal.sys.posix;

import static io.portalocker.internal.sys.posix.PosixConstants.EINTR;
import static io.portalocker.internal.sys.posix.PosixConstants.EINVAL;
import static io.portalocker.internal.sys.posix.PosixConstants.ENOENT;
import static io.portalocker.internal.sys.posix.PosixConstants.ENOTDIR;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * File calls over a C library; a system adds the shape of its status, and how a directory is read.
 */
public abstract non-sealed class PosixFiles extends PosixBytes implements FileCalls {

    private final LibC libC;
    private final PosixConstants constants;
    private final PosixErrors errors;

    protected PosixFiles(LibC libC, PosixConstants constants, PosixErrors errors) {
        super(libC, errors);
        this.libC = libC;
        this.constants = constants;
        this.errors = errors;
    }

    /** {@return the device of the status in a scratch's area} What it is made of matters to nobody. */
    protected abstract long device(Scratch status);

    protected abstract long inode(Scratch status);

    /** {@return type and permission bits of a status} */
    protected abstract int mode(Scratch status);

    protected abstract FileStatus decode(Scratch status);

    @Override
    public final long open(Path path, int flags, int permissions) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment name = CString.of(scratch, path);
            int bits = constants.bits(flags);
            int fd;
            do {
                fd = libC.open(scratch, name, bits, permissions);
            } while (fd < 0 && scratch.error() == EINTR);
            return check("open", fd, scratch);
        }
    }

    @Override
    public final void close(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            // Never again after EINTR: Linux has freed the number by then, and it may be another thread's already.
            int result = libC.close(scratch, (int) descriptor);
            if (result < 0 && scratch.error() != EINTR) {
                throw errors.failure("close", scratch.error());
            }
        }
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            examine(scratch, descriptor);
            return decode(scratch);
        }
    }

    @Override
    public void identify(long descriptor, Scratch scratch) throws SysException {
        examine(scratch, descriptor);
        scratch.identify(device(scratch), inode(scratch), FileType.ofMode(mode(scratch)));
    }

    private void examine(Scratch scratch, long descriptor) throws SysException {
        int result;
        do {
            result = libC.status(scratch, (int) descriptor, scratch.area());
        } while (result < 0 && scratch.error() == EINTR);
        check("stat", result, scratch);
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            check("stat", examine(scratch, constants.here(), CString.of(scratch, path)), scratch);
            return decode(scratch);
        }
    }

    @Override
    public FileStatus status(long directory, String name) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            check("stat", examine(scratch, (int) directory, CString.of(scratch, name)), scratch);
            return decode(scratch);
        }
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            if (examine(scratch, constants.here(), CString.of(scratch, path)) == 0) {
                return inode(scratch) == inode && device(scratch) == device;
            }
            int error = scratch.error();
            if (error == ENOENT || error == ENOTDIR) {
                return false;
            }
            throw errors.failure("stat", error);
        }
    }

    private int examine(Scratch scratch, int directory, MemorySegment name) {
        int result;
        do {
            result = libC.status(scratch, directory, name, scratch.area());
        } while (result < 0 && scratch.error() == EINTR);
        return result;
    }

    /** The group comes first: until then its bits would be those of another. The list says the bits too, where there is one. */
    @Override
    public final void adopt(long descriptor, Path like) throws SysException {
        FileStatus wanted = status(like);
        boolean group = status(descriptor).group() == wanted.group() || setGroup(descriptor, wanted.group());
        if (copyAccessList(like, descriptor, group)) {
            return;
        }
        int bits = wanted.permissions() & 0777;
        setPermissions(descriptor, group ? bits : bits & (0707 | (bits & 7) << 3));
    }

    private boolean setGroup(long descriptor, int group) throws SysException {
        try {
            call("fchown", scratch -> libC.fchown(scratch, (int) descriptor, -1, group));
            return true;
        } catch (SysException e) {
            if (e.kind() != ErrorKind.ACCESS_DENIED) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Copies the access control list of the file at a path, or removes the one that an open file has from its
     * directory. Answers whether there is a list, so that the permission bits are set too.
     */
    protected abstract boolean copyAccessList(Path like, long descriptor, boolean group) throws SysException;

    @Override
    public void exchange(Path one, Path other) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment first = CString.of(scratch, one);
            if (libC.exchange(scratch, first, CString.other(scratch, other)) < 0) {
                // A file system that cannot says that the flag is wrong, not that the call is unknown.
                int error = scratch.error();
                throw error == EINVAL
                        ? errors.failure("exchange", error, ErrorKind.NOT_SUPPORTED)
                        : errors.failure("exchange", error);
            }
        }
    }

    @Override
    public final void link(Path existing, Path name) throws SysException {
        int here = constants.here();
        call(
                "link",
                scratch ->
                        libC.linkat(scratch, here, CString.of(scratch, existing), here, CString.other(scratch, name)));
    }

    @Override
    public final void link(long directory, String existing, String name) throws SysException {
        int fd = (int) directory;
        call(
                "link",
                scratch -> libC.linkat(scratch, fd, CString.of(scratch, existing), fd, CString.other(scratch, name)));
    }

    @Override
    public final void rename(Path from, Path to) throws SysException {
        int here = constants.here();
        call(
                "rename",
                scratch -> libC.renameat(scratch, here, CString.of(scratch, from), here, CString.other(scratch, to)));
    }

    @Override
    public final void rename(long directory, String from, String to) throws SysException {
        int fd = (int) directory;
        call(
                "rename",
                scratch -> libC.renameat(scratch, fd, CString.of(scratch, from), fd, CString.other(scratch, to)));
    }

    @Override
    public final void unlink(Path name) throws SysException {
        call("unlink", scratch -> libC.unlinkat(scratch, constants.here(), CString.of(scratch, name), 0));
    }

    @Override
    public final void unlink(long directory, String name) throws SysException {
        call("unlink", scratch -> libC.unlinkat(scratch, (int) directory, CString.of(scratch, name), 0));
    }

    @Override
    public final void makeDirectory(Path path, int permissions) throws SysException {
        call("mkdir", scratch -> libC.mkdirat(scratch, constants.here(), CString.of(scratch, path), permissions));
    }

    @Override
    public final void makeDirectory(long directory, String name, int permissions) throws SysException {
        call("mkdir", scratch -> libC.mkdirat(scratch, (int) directory, CString.of(scratch, name), permissions));
    }

    @Override
    public final long open(long directory, String name, int flags, int permissions) throws SysException {
        int bits = constants.bits(flags);
        return call(
                "open", scratch -> libC.openat(scratch, (int) directory, CString.of(scratch, name), bits, permissions));
    }

    @Override
    public final long openDirectory(Path path) throws SysException {
        return directory(scratch -> libC.open(scratch, CString.of(scratch, path), constants.directory(), 0));
    }

    @Override
    public final long openDirectory(long directory, String name) throws SysException {
        return directory(
                scratch -> libC.openat(scratch, (int) directory, CString.of(scratch, name), constants.directory(), 0));
    }

    /** Here ENOTDIR tells more than that nothing is there, be it of the last name or of one on the way. */
    private long directory(Call open) throws SysException {
        try {
            return call("open", open);
        } catch (SysException e) {
            throw e.code() == ENOTDIR ? errors.failure("open", ENOTDIR, ErrorKind.NOT_A_DIRECTORY) : e;
        }
    }

    /** A listing of its own each time: the position of a directory belongs to the open file. */
    @Override
    public final List<String> list(long directory) throws SysException {
        long fresh = openDirectory(directory, ".");
        return entries(fresh);
    }

    /** {@return the names in a directory, which is closed} */
    protected abstract List<String> entries(long fresh) throws SysException;

    @Override
    public final SysException refusal(String call, FileStatus status) {
        return errors.refusal(call, status);
    }
}
