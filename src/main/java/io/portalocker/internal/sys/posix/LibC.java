package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.MemorySegment;

/**
 * The C library, as far as POSIX systems agree. A method does what the function of its name does and nothing more: what it
 * leaves in errno is in {@link Scratch#error()}, and nothing is retried. A system adds how it tells the status of a file, and
 * what it calls by other names or in other ways.
 */
public abstract class LibC {

    private static final CFunction OPEN = new CFunction("open");
    private static final CFunction OPENAT = new CFunction("openat");
    private static final CFunction FCNTL = new CFunction("fcntl");
    private static final CFunction CLOSE = new CFunction("close");
    private static final CFunction FLOCK = new CFunction("flock");
    private static final CFunction READ = new CFunction("read");
    private static final CFunction WRITE = new CFunction("write");
    private static final CFunction PREAD = new CFunction("pread");
    private static final CFunction PWRITE = new CFunction("pwrite");
    private static final CFunction READV = new CFunction("readv");
    private static final CFunction WRITEV = new CFunction("writev");
    private static final CFunction LSEEK = new CFunction("lseek");
    private static final CFunction FTRUNCATE = new CFunction("ftruncate");
    private static final CFunction FSYNC = new CFunction("fsync");
    private static final CFunction FCHMOD = new CFunction("fchmod");
    private static final CFunction FCHOWN = new CFunction("fchown");
    private static final CFunction FUTIMENS = new CFunction("futimens");
    private static final CFunction LINKAT = new CFunction("linkat");
    private static final CFunction UNLINKAT = new CFunction("unlinkat");
    private static final CFunction RENAMEAT = new CFunction("renameat");
    private static final CFunction MKDIRAT = new CFunction("mkdirat");
    private static final CFunction KILL = new CFunction("kill");
    private static final CFunction PTHREAD_SIGMASK = new CFunction("pthread_sigmask");
    private static final CFunction GETHOSTNAME = new CFunction("gethostname");
    private static final CFunction GETEUID = new CFunction("geteuid");

    /** Through here goes every call but those on a user's memory. */
    protected long call(CFunction function, Scratch scratch, long a, long b, long c, long d, long e, long f) {
        return function.call(scratch, a, b, c, d, e, f);
    }

    /** Through here go the calls on a user's memory, which is kept open meanwhile. */
    protected long call(CFunction function, Scratch scratch, int fd, MemorySegment memory, long bytes, long offset) {
        return function.call(scratch, memory, fd, memory.address(), bytes, offset);
    }

    /** Of a function whose result is an int; the upper half of the word is whatever was in the register. */
    protected final int number(CFunction function, Scratch scratch, long a, long b, long c, long d, long e) {
        return (int) call(function, scratch, a, b, c, d, e, 0);
    }

    /** As above, of a function with fewer parameters. */
    protected final int number(CFunction function, Scratch scratch, long a, long b, long c) {
        return (int) call(function, scratch, a, b, c, 0, 0, 0);
    }

    /** Variadic; that makes no difference but on macOS. */
    public int open(Scratch scratch, MemorySegment path, int flags, int mode) {
        return number(OPEN, scratch, path.address(), flags, mode);
    }

    /** As {@link #open}. */
    public int openat(Scratch scratch, int directory, MemorySegment path, int flags, int mode) {
        return number(OPENAT, scratch, directory, path.address(), flags, mode, 0);
    }

    /** As {@link #open}; the argument is a number or an address. */
    public int fcntl(Scratch scratch, int fd, int command, long argument) {
        return number(FCNTL, scratch, fd, command, argument);
    }

    public final int close(Scratch scratch, int fd) {
        return number(CLOSE, scratch, fd, 0, 0);
    }

    public final int flock(Scratch scratch, int fd, int operation) {
        return number(FLOCK, scratch, fd, operation, 0);
    }

    public final long read(Scratch scratch, int fd, MemorySegment buffer, long bytes) {
        return call(READ, scratch, fd, buffer, bytes, 0);
    }

    public final long write(Scratch scratch, int fd, MemorySegment buffer, long bytes) {
        return call(WRITE, scratch, fd, buffer, bytes, 0);
    }

    public final long pread(Scratch scratch, int fd, MemorySegment buffer, long bytes, long offset) {
        return call(PREAD, scratch, fd, buffer, bytes, offset);
    }

    public final long pwrite(Scratch scratch, int fd, MemorySegment buffer, long bytes, long offset) {
        return call(PWRITE, scratch, fd, buffer, bytes, offset);
    }

    /** The areas are those that the vectors in the scratch tell of. */
    public final long readv(Scratch scratch, int fd, MemorySegment vectors, MemorySegment[] areas) {
        return READV.call(scratch, areas, fd, vectors.address(), areas.length);
    }

    /** As {@link #readv}. */
    public final long writev(Scratch scratch, int fd, MemorySegment vectors, MemorySegment[] areas) {
        return WRITEV.call(scratch, areas, fd, vectors.address(), areas.length);
    }

    public final long lseek(Scratch scratch, int fd, long offset, int whence) {
        return call(LSEEK, scratch, fd, offset, whence, 0, 0, 0);
    }

    public final int ftruncate(Scratch scratch, int fd, long size) {
        return number(FTRUNCATE, scratch, fd, size, 0);
    }

    protected final int fsync(Scratch scratch, int fd) {
        return number(FSYNC, scratch, fd, 0, 0);
    }

    /** Makes written data durable; with the metadata also what is not needed to read the data back. */
    public abstract int sync(Scratch scratch, int fd, boolean metadata);

    public final int fchmod(Scratch scratch, int fd, int mode) {
        return number(FCHMOD, scratch, fd, mode, 0);
    }

    /** An owner or group of -1 stays. */
    public final int fchown(Scratch scratch, int fd, int owner, int group) {
        return number(FCHOWN, scratch, fd, owner, group);
    }

    /** Sets both times to now. */
    public final int futimens(Scratch scratch, int fd) {
        return number(FUTIMENS, scratch, fd, 0, 0);
    }

    /** Follows no symbolic link at the end of {@code from}. */
    public final int linkat(Scratch scratch, int fromDirectory, MemorySegment from, int directory, MemorySegment to) {
        return number(LINKAT, scratch, fromDirectory, from.address(), directory, to.address(), 0);
    }

    public final int unlinkat(Scratch scratch, int directory, MemorySegment path, int flags) {
        return number(UNLINKAT, scratch, directory, path.address(), flags);
    }

    public final int renameat(Scratch scratch, int fromDirectory, MemorySegment from, int directory, MemorySegment to) {
        return number(RENAMEAT, scratch, fromDirectory, from.address(), directory, to.address(), 0);
    }

    /** Has two names change places: {@code renameat2(2)}, {@code renamex_np(2)}. */
    public abstract int exchange(Scratch scratch, MemorySegment one, MemorySegment other);

    public final int mkdirat(Scratch scratch, int directory, MemorySegment path, int mode) {
        return number(MKDIRAT, scratch, directory, path.address(), mode);
    }

    /** Asks for the status of an open file. */
    public abstract int status(Scratch scratch, int fd, MemorySegment answer);

    /** Asks for the status of what is at a path, and follows no symbolic link at its end. */
    public abstract int status(Scratch scratch, int directory, MemorySegment path, MemorySegment answer);

    public final int kill(Scratch scratch, int pid, int signal) {
        return number(KILL, scratch, pid, signal, 0);
    }

    public final int gethostname(Scratch scratch, MemorySegment buffer, long bytes) {
        return number(GETHOSTNAME, scratch, buffer.address(), bytes, 0);
    }

    public final int geteuid(Scratch scratch) {
        return number(GETEUID, scratch, 0, 0, 0);
    }

    /** Of the calling thread; a set of 0 stays as it is, and so does the memory for the old one. */
    public final int pthreadSigmask(Scratch scratch, int how, long set, long old) {
        return number(PTHREAD_SIGMASK, scratch, how, set, old);
    }
}
