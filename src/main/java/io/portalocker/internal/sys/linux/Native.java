package io.portalocker.internal.sys.linux;

import static io.portalocker.bindings.linux.LinuxConstants.RENAME_EXCHANGE;

import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.posix.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The C library of Linux, glibc or musl. What one of them lacks in a version still in use is called by its number. Variadic
 * functions ({@code open}, {@code fcntl}, {@code syscall}) take their arguments where others do on x86-64 and AArch64.
 */
class Native extends LibC {

    private static final Arch ARCH = Arch.current();

    /** The one of this JVM. Replaced by tests alone, before anything else is used, to have calls fail. */
    private static Native instance = new Native();

    private static final CFunction SYSCALL = new CFunction("syscall");
    private static final CFunction FDATASYNC = new CFunction("fdatasync");
    private static final CFunction PTHREAD_SELF = new CFunction("pthread_self");

    private static final MemorySegment NO_PATH = Arena.global().allocate(1);

    Native() {}

    static Native instance() {
        return instance;
    }

    static void replace(Native other) {
        instance = other;
    }

    /** For what only Linux has, of functions whose result is an int. */
    final int make(CFunction function, Scratch scratch, long a, long b, long c, long d, long e) {
        return number(function, scratch, a, b, c, d, e);
    }

    /** {@return what names the calling thread} */
    final long pthreadSelf(Scratch scratch) {
        return call(PTHREAD_SELF, scratch, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public int sync(Scratch scratch, int fd, boolean metadata) {
        return metadata ? fsync(scratch, fd) : number(FDATASYNC, scratch, fd, 0, 0);
    }

    /** musl has no {@code statx} before 1.2.5, and glibc none before 2.28. */
    private int statx(Scratch scratch, int directory, MemorySegment path, int flags, MemorySegment answer) {
        return (int) call(
                SYSCALL,
                scratch,
                ARCH.sysStatx(),
                directory,
                path.address(),
                flags,
                Numbers.STATX_BASIC_STATS,
                answer.address());
    }

    @Override
    public int status(Scratch scratch, int fd, MemorySegment answer) {
        return statx(scratch, fd, NO_PATH, Numbers.AT_EMPTY_PATH, answer);
    }

    @Override
    public int status(Scratch scratch, int directory, MemorySegment path, MemorySegment answer) {
        return statx(scratch, directory, path, Numbers.AT_SYMLINK_NOFOLLOW, answer);
    }

    @Override
    public int exchange(Scratch scratch, MemorySegment one, MemorySegment other) {
        return (int) call(
                SYSCALL,
                scratch,
                ARCH.sysRenameat2(),
                Numbers.AT_FDCWD,
                one.address(),
                Numbers.AT_FDCWD,
                other.address(),
                RENAME_EXCHANGE());
    }

    /** {@return how many bytes of entries were stored, 0 at the end} */
    int getdents64(Scratch scratch, int fd, MemorySegment entries) {
        return (int) call(SYSCALL, scratch, ARCH.sysGetdents64(), fd, entries.address(), entries.byteSize(), 0, 0);
    }
}
