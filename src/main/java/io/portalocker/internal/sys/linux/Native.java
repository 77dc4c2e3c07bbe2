package io.portalocker.internal.sys.linux;

import static io.portalocker.internal.sys.Downcalls.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.portalocker.bindings.linux.LinuxFunctions;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.posix.LibC;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The C library of Linux, glibc or musl, each function linked when it is first called. */
final class Native implements LibC {

    static final Native INSTANCE = new Native();

    private Native() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Downcalls.link("errno", address, descriptor);
    }

    private static final class Open {
        static final MethodHandle HANDLE = Downcalls.linkVariadic(
                LinuxFunctions.open.address(), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), 2);
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
                LinuxFunctions.fcntl.address(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), 2);
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
        static final MethodHandle HANDLE = link(LinuxFunctions.close$address(), LinuxFunctions.close$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.flock$address(), LinuxFunctions.flock$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.read$address(), LinuxFunctions.read$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.write$address(), LinuxFunctions.write$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.pread$address(), LinuxFunctions.pread$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.pwrite$address(), LinuxFunctions.pwrite$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.readv$address(), LinuxFunctions.readv$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.writev$address(), LinuxFunctions.writev$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.lseek$address(), LinuxFunctions.lseek$descriptor());
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
                link(LinuxFunctions.ftruncate$address(), LinuxFunctions.ftruncate$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.fsync$address(), LinuxFunctions.fsync$descriptor());
    }

    private static int fsync(Scratch scratch, int fd) {
        try {
            return (int) Fsync.HANDLE.invokeExact(scratch.callState(), fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Fdatasync {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.fdatasync$address(), LinuxFunctions.fdatasync$descriptor());
    }

    private static int fdatasync(Scratch scratch, int fd) {
        try {
            return (int) Fdatasync.HANDLE.invokeExact(scratch.callState(), fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int sync(Scratch scratch, int fd, boolean metadata) {
        return metadata ? fsync(scratch, fd) : fdatasync(scratch, fd);
    }

    private static final class Fchmod {
        static final MethodHandle HANDLE = link(LinuxFunctions.fchmod$address(), LinuxFunctions.fchmod$descriptor());
    }

    @Override
    public int fchmod(Scratch scratch, int fd, int mode) {
        try {
            return (int) Fchmod.HANDLE.invokeExact(scratch.callState(), fd, mode);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Futimens {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.futimens$address(), LinuxFunctions.futimens$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.kill$address(), LinuxFunctions.kill$descriptor());
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
                link(LinuxFunctions.gethostname$address(), LinuxFunctions.gethostname$descriptor());
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
        static final MethodHandle HANDLE = link(LinuxFunctions.geteuid$address(), LinuxFunctions.geteuid$descriptor());
    }

    @Override
    public int geteuid(Scratch scratch) {
        try {
            return (int) Geteuid.HANDLE.invokeExact(scratch.callState());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** {@code statx(2)} by its number: musl has no such function before 1.2.5, and glibc none before 2.28. */
    private static final class Statx {
        static final long NUMBER = Arch.current().sysStatx();
        static final MethodHandle HANDLE = Downcalls.linkVariadic(
                LinuxFunctions.syscall.address(),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS),
                1);
    }

    long statx(Scratch scratch, long directory, MemorySegment path, long flags, long mask, MemorySegment statx) {
        try {
            return (long)
                    Statx.HANDLE.invokeExact(scratch.callState(), Statx.NUMBER, directory, path, flags, mask, statx);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
