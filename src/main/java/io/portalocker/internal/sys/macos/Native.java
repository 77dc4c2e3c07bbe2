package io.portalocker.internal.sys.macos;

import static io.portalocker.internal.sys.Downcalls.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.bindings.macos.MacosFunctions;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.posix.LibC;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The C library of macOS, each function linked when it is first called. Written on Linux, where the calls that both systems
 * have are tested through this class; it has not run on a Mac.
 */
final class Native implements LibC {

    static final Native INSTANCE = new Native();

    private static final SymbolLookup LOOKUP = Linker.nativeLinker().defaultLookup();

    private Native() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Downcalls.link("errno", address, descriptor);
    }

    private static final class Open {
        static final MethodHandle HANDLE = Downcalls.linkVariadic(
                MacosFunctions.open.address(), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), 2);
    }

    @Override
    public int open(Scratch scratch, MemorySegment path, int flags, int mode) {
        try {
            return (int) Open.HANDLE.invokeExact(scratch.callState(), path, flags, mode);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Fcntl {
        static final MethodHandle HANDLE = Downcalls.linkVariadic(
                MacosFunctions.fcntl.address(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), 2);
    }

    @Override
    public int fcntl(Scratch scratch, int fd, int command, MemorySegment flock) {
        try {
            return (int) Fcntl.HANDLE.invokeExact(scratch.callState(), fd, command, flock);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Close {
        static final MethodHandle HANDLE = link(MacosFunctions.close$address(), MacosFunctions.close$descriptor());
    }

    @Override
    public int close(Scratch scratch, int fd) {
        try {
            return (int) Close.HANDLE.invokeExact(scratch.callState(), fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Flock {
        static final MethodHandle HANDLE = link(MacosFunctions.flock$address(), MacosFunctions.flock$descriptor());
    }

    @Override
    public int flock(Scratch scratch, int fd, int operation) {
        try {
            return (int) Flock.HANDLE.invokeExact(scratch.callState(), fd, operation);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Read {
        static final MethodHandle HANDLE = link(MacosFunctions.read$address(), MacosFunctions.read$descriptor());
    }

    @Override
    public long read(Scratch scratch, int fd, MemorySegment buffer, long bytes) {
        try {
            return (long) Read.HANDLE.invokeExact(scratch.callState(), fd, buffer, bytes);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Write {
        static final MethodHandle HANDLE = link(MacosFunctions.write$address(), MacosFunctions.write$descriptor());
    }

    @Override
    public long write(Scratch scratch, int fd, MemorySegment buffer, long bytes) {
        try {
            return (long) Write.HANDLE.invokeExact(scratch.callState(), fd, buffer, bytes);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Pread {
        static final MethodHandle HANDLE = link(MacosFunctions.pread$address(), MacosFunctions.pread$descriptor());
    }

    @Override
    public long pread(Scratch scratch, int fd, MemorySegment buffer, long bytes, long offset) {
        try {
            return (long) Pread.HANDLE.invokeExact(scratch.callState(), fd, buffer, bytes, offset);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Pwrite {
        static final MethodHandle HANDLE = link(MacosFunctions.pwrite$address(), MacosFunctions.pwrite$descriptor());
    }

    @Override
    public long pwrite(Scratch scratch, int fd, MemorySegment buffer, long bytes, long offset) {
        try {
            return (long) Pwrite.HANDLE.invokeExact(scratch.callState(), fd, buffer, bytes, offset);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Readv {
        static final MethodHandle HANDLE = link(MacosFunctions.readv$address(), MacosFunctions.readv$descriptor());
    }

    @Override
    public long readv(Scratch scratch, int fd, MemorySegment vectors, int count) {
        try {
            return (long) Readv.HANDLE.invokeExact(scratch.callState(), fd, vectors, count);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Writev {
        static final MethodHandle HANDLE = link(MacosFunctions.writev$address(), MacosFunctions.writev$descriptor());
    }

    @Override
    public long writev(Scratch scratch, int fd, MemorySegment vectors, int count) {
        try {
            return (long) Writev.HANDLE.invokeExact(scratch.callState(), fd, vectors, count);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Lseek {
        static final MethodHandle HANDLE = link(MacosFunctions.lseek$address(), MacosFunctions.lseek$descriptor());
    }

    @Override
    public long lseek(Scratch scratch, int fd, long offset, int whence) {
        try {
            return (long) Lseek.HANDLE.invokeExact(scratch.callState(), fd, offset, whence);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Ftruncate {
        static final MethodHandle HANDLE =
                link(MacosFunctions.ftruncate$address(), MacosFunctions.ftruncate$descriptor());
    }

    @Override
    public int ftruncate(Scratch scratch, int fd, long size) {
        try {
            return (int) Ftruncate.HANDLE.invokeExact(scratch.callState(), fd, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Fsync {
        static final MethodHandle HANDLE = link(MacosFunctions.fsync$address(), MacosFunctions.fsync$descriptor());
    }

    private static int fsync(Scratch scratch, int fd) {
        try {
            return (int) Fsync.HANDLE.invokeExact(scratch.callState(), fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * On macOS {@code fsync} leaves the data in the drive's own cache; {@code F_FULLFSYNC} has the drive write it, and knows
     * no difference between data and metadata. Network and foreign file systems refuse the command in several ways.
     */
    @Override
    public int sync(Scratch scratch, int fd, boolean metadata) {
        int result = fcntl(scratch, fd, MacosConstants.F_FULLFSYNC(), MemorySegment.NULL);
        return result < 0 && isUnsupported(scratch.error()) ? fsync(scratch, fd) : result;
    }

    static boolean isUnsupported(int errno) {
        return errno == MacosConstants.ENOTSUP()
                || errno == MacosConstants.EOPNOTSUPP()
                || errno == MacosConstants.ENOTTY()
                || errno == MacosConstants.EINVAL();
    }

    private static final class Fchmod {
        static final MethodHandle HANDLE = link(MacosFunctions.fchmod$address(), MacosFunctions.fchmod$descriptor());
    }

    @Override
    public int fchmod(Scratch scratch, int fd, int mode) {
        try {
            return (int) Fchmod.HANDLE.invokeExact(scratch.callState(), fd, (short) mode);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Futimens {
        static final MethodHandle HANDLE =
                link(MacosFunctions.futimens$address(), MacosFunctions.futimens$descriptor());
    }

    @Override
    public int futimens(Scratch scratch, int fd, MemorySegment times) {
        try {
            return (int) Futimens.HANDLE.invokeExact(scratch.callState(), fd, times);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Kill {
        static final MethodHandle HANDLE = link(MacosFunctions.kill$address(), MacosFunctions.kill$descriptor());
    }

    @Override
    public int kill(Scratch scratch, int pid, int signal) {
        try {
            return (int) Kill.HANDLE.invokeExact(scratch.callState(), pid, signal);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Gethostname {
        static final MethodHandle HANDLE =
                link(MacosFunctions.gethostname$address(), MacosFunctions.gethostname$descriptor());
    }

    @Override
    public int gethostname(Scratch scratch, MemorySegment buffer, long bytes) {
        try {
            return (int) Gethostname.HANDLE.invokeExact(scratch.callState(), buffer, bytes);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Geteuid {
        static final MethodHandle HANDLE = link(MacosFunctions.geteuid$address(), MacosFunctions.geteuid$descriptor());
    }

    @Override
    public int geteuid(Scratch scratch) {
        try {
            return (int) Geteuid.HANDLE.invokeExact(scratch.callState());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Fstat {
        static final MethodHandle HANDLE =
                link(inode64(LOOKUP, "fstat"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }

    int fstat(Scratch scratch, int fd, MemorySegment status) {
        try {
            return (int) Fstat.HANDLE.invokeExact(scratch.callState(), fd, status);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Lstat {
        static final MethodHandle HANDLE =
                link(inode64(LOOKUP, "lstat"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    }

    int lstat(Scratch scratch, MemorySegment path, MemorySegment status) {
        try {
            return (int) Lstat.HANDLE.invokeExact(scratch.callState(), path, status);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Finds a function that fills {@code struct stat}. The plain names of x86-64 are those of the structure with 32-bit
     * inodes, kept for old programs; AArch64 never had it and has plain names only.
     */
    static MemorySegment inode64(SymbolLookup lookup, String name) {
        return lookup.find(name + "$INODE64")
                .or(() -> lookup.find(name))
                .orElseThrow(() -> new UnsatisfiedLinkError("unresolved symbol: " + name));
    }

    private static final class Sysctl {
        static final MethodHandle HANDLE = link(MacosFunctions.sysctl$address(), MacosFunctions.sysctl$descriptor());
    }

    int sysctl(Scratch scratch, MemorySegment name, int nameLength, MemorySegment value, MemorySegment valueLength) {
        try {
            return (int) Sysctl.HANDLE.invokeExact(
                    scratch.callState(), name, nameLength, value, valueLength, MemorySegment.NULL, 0L);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
