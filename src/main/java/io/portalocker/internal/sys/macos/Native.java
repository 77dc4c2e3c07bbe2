package io.portalocker.internal.sys.macos;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.posix.LibC;
import java.lang.foreign.MemorySegment;

/**
 * The C library of macOS, where variadic arguments travel elsewhere than others. Written on Linux, where the calls that both
 * systems have are tested through this class; it has not run on a Mac.
 *
 * <p>The plain names of what deals with inodes are, on x86-64, of the functions for 32-bit inodes, kept for old programs;
 * AArch64 never had those and has plain names only.
 */
final class Native extends LibC {

    static final Native INSTANCE = new Native();

    private static final CFunction OPEN = new CFunction("open");
    private static final CFunction OPENAT = new CFunction("openat");
    private static final CFunction FCNTL = new CFunction("fcntl");
    private static final CFunction RENAMEX_NP = new CFunction("renamex_np");
    private static final CFunction FCOPYFILE = new CFunction("fcopyfile");
    private static final CFunction SYSCTL = new CFunction("sysctl");
    private static final CFunction CLOSEDIR = new CFunction("closedir");
    private static final CFunction FDOPENDIR = inode64("fdopendir");
    private static final CFunction READDIR_R = inode64("readdir_r");
    private static final CFunction FSTATAT = inode64("fstatat");

    static final CFunction FSTAT = inode64("fstat");

    private Native() {}

    private static CFunction inode64(String name) {
        return new CFunction(name + "$INODE64", name);
    }

    @Override
    public int open(Scratch scratch, MemorySegment path, int flags, int mode) {
        return (int) OPEN.callVariadic(scratch, path.address(), flags, mode);
    }

    @Override
    public int openat(Scratch scratch, int directory, MemorySegment path, int flags, int mode) {
        return (int) OPENAT.callVariadic(scratch, directory, path.address(), flags, mode);
    }

    @Override
    public int fcntl(Scratch scratch, int fd, int command, long argument) {
        return (int) FCNTL.callVariadic(scratch, fd, command, argument);
    }

    /**
     * On macOS {@code fsync} leaves the data in the drive's own cache; {@code F_FULLFSYNC} has the drive write it, and knows
     * no difference between data and metadata. Network and foreign file systems refuse the command in several ways.
     */
    @Override
    public int sync(Scratch scratch, int fd, boolean metadata) {
        int result = fcntl(scratch, fd, MacosConstants.F_FULLFSYNC(), 0);
        return result < 0 && isUnsupported(scratch.error()) ? fsync(scratch, fd) : result;
    }

    static boolean isUnsupported(int errno) {
        return errno == MacosConstants.ENOTSUP()
                || errno == MacosConstants.EOPNOTSUPP()
                || errno == MacosConstants.ENOTTY()
                || errno == MacosConstants.EINVAL();
    }

    @Override
    public int exchange(Scratch scratch, MemorySegment one, MemorySegment other) {
        return number(RENAMEX_NP, scratch, one.address(), other.address(), MacosConstants.RENAME_SWAP());
    }

    @Override
    public int status(Scratch scratch, int fd, MemorySegment answer) {
        return number(FSTAT, scratch, fd, answer.address(), 0);
    }

    @Override
    public int status(Scratch scratch, int directory, MemorySegment path, MemorySegment answer) {
        int follow = MacosConstants.AT_SYMLINK_NOFOLLOW();
        return (int) call(FSTATAT, scratch, directory, path.address(), answer.address(), follow, 0, 0);
    }

    /** {@return a stream that owns the descriptor, or 0} */
    long fdopendir(Scratch scratch, int fd) {
        return call(FDOPENDIR, scratch, fd, 0, 0, 0, 0, 0);
    }

    /**
     * Reads an entry, and where it stands, or NULL at the end. {@code readdir} could not tell an error from the end: it
     * leaves an old errno as it is, and nothing can be put there before the call. Answers an error, or 0.
     */
    int readdir(Scratch scratch, long stream, MemorySegment entry, MemorySegment result) {
        return number(READDIR_R, scratch, stream, entry.address(), result.address());
    }

    void closedir(Scratch scratch, long stream) {
        number(CLOSEDIR, scratch, stream, 0, 0);
    }

    int fcopyfile(Scratch scratch, int from, int to, int what) {
        return number(FCOPYFILE, scratch, from, to, 0, what, 0);
    }

    int sysctl(Scratch scratch, MemorySegment name, int nameLength, MemorySegment value, MemorySegment valueLength) {
        return number(SYSCTL, scratch, name.address(), nameLength, value.address(), valueLength.address(), 0);
    }
}
