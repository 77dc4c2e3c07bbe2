package io.portalocker.internal.sys.posix;

import static io.portalocker.internal.sys.posix.PosixConstants.EINTR;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.ProgramCalls;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/** Programs, over a C library. */
public abstract non-sealed class PosixPrograms implements ProgramCalls {

    private static final CFunction EXECVE = new CFunction("execve");
    private static final CFunction POSIX_SPAWN = new CFunction("posix_spawn");
    private static final CFunction POSIX_SPAWNATTR_INIT = new CFunction("posix_spawnattr_init");
    private static final CFunction POSIX_SPAWNATTR_SETFLAGS = new CFunction("posix_spawnattr_setflags");
    private static final CFunction POSIX_SPAWNATTR_SETSIGMASK = new CFunction("posix_spawnattr_setsigmask");
    private static final CFunction POSIX_SPAWNATTR_DESTROY = new CFunction("posix_spawnattr_destroy");
    private static final CFunction WAITPID = new CFunction("waitpid");
    private static final CFunction ISATTY = new CFunction("isatty");

    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    /** More than any system's {@code sigset_t}, {@code posix_spawnattr_t} and their like. */
    private static final int OPAQUE_BYTES = 512;

    private static final int FILE_PERMISSIONS = 0666;

    private final LibC libC;
    private final PosixErrors errors;
    private final Bits bits;

    /**
     * What differs between systems.
     *
     * @param create {@code O_CREAT}
     * @param always how every file is opened
     * @param setMask {@code SIG_SETMASK}
     * @param spawnMask {@code POSIX_SPAWN_SETSIGMASK}
     */
    public record Bits(int create, int always, int setMask, int spawnMask) {}

    protected PosixPrograms(LibC libC, PosixErrors errors, Bits bits) {
        this.libC = libC;
        this.errors = errors;
        this.bits = bits;
    }

    private static int call(Scratch scratch, CFunction function, long a, long b, long c) {
        return (int) function.call(scratch, a, b, c, 0, 0, 0);
    }

    @Override
    public final boolean isAvailable() {
        return true;
    }

    @Override
    public final long open(Path path, boolean write, boolean create) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment name = CString.of(scratch, path);
            int bits = this.bits.always
                    | (write ? PosixConstants.READ_WRITE : PosixConstants.READ_ONLY)
                    | (create ? this.bits.create : 0);
            int fd;
            do {
                fd = libC.open(scratch, name, bits, FILE_PERMISSIONS);
            } while (fd < 0 && scratch.error() == EINTR);
            if (fd < 0) {
                throw errors.failure("open", scratch.error());
            }
            return fd;
        }
    }

    @Override
    public final void inherit(long descriptor, boolean inherited) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            if (libC.fcntl(scratch, (int) descriptor, F_SETFD, inherited ? 0 : FD_CLOEXEC) < 0) {
                throw errors.failure("fcntl", scratch.error());
            }
        }
    }

    @Override
    public final boolean isTerminal(int descriptor) {
        try (Scratch scratch = Scratch.take()) {
            return call(scratch, ISATTY, descriptor, 0, 0) == 1;
        }
    }

    @Override
    public final void become(byte[] path, List<byte[]> arguments, List<byte[]> environment, long blocked)
            throws SysException {
        try (Arena arena = Arena.ofConfined();
                Scratch scratch = Scratch.take()) {
            MemorySegment before = arena.allocate(OPAQUE_BYTES, Long.BYTES);
            MemorySegment mask = mask(arena, blocked);
            long name = string(arena, path).address();
            long argv = strings(arena, arguments).address();
            long envp = strings(arena, environment).address();
            libC.pthreadSigmask(scratch, bits.setMask, mask.address(), before.address());
            call(scratch, EXECVE, name, argv, envp);
            int error = scratch.error();
            libC.pthreadSigmask(scratch, bits.setMask, before.address(), 0);
            throw errors.failure("execve", error);
        }
    }

    @Override
    public final long start(byte[] path, List<byte[]> arguments, List<byte[]> environment, long blocked)
            throws SysException {
        try (Arena arena = Arena.ofConfined();
                Scratch scratch = Scratch.take()) {
            MemorySegment attributes = arena.allocate(OPAQUE_BYTES, Long.BYTES);
            MemorySegment pid = arena.allocate(JAVA_INT);
            call(scratch, POSIX_SPAWNATTR_INIT, attributes.address(), 0, 0);
            call(scratch, POSIX_SPAWNATTR_SETFLAGS, attributes.address(), bits.spawnMask, 0);
            call(
                    scratch,
                    POSIX_SPAWNATTR_SETSIGMASK,
                    attributes.address(),
                    mask(arena, blocked).address(),
                    0);
            int error = (int) POSIX_SPAWN.call(
                    scratch,
                    pid.address(),
                    string(arena, path).address(),
                    0,
                    attributes.address(),
                    strings(arena, arguments).address(),
                    strings(arena, environment).address());
            call(scratch, POSIX_SPAWNATTR_DESTROY, attributes.address(), 0, 0);
            if (error != 0) {
                throw errors.failure("posix_spawn", error);
            }
            return pid.get(JAVA_INT, 0);
        }
    }

    @Override
    public final int await(long pid) throws SysException {
        try (Arena arena = Arena.ofConfined();
                Scratch scratch = Scratch.take()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            while (call(scratch, WAITPID, pid, status.address(), 0) < 0) {
                if (scratch.error() != EINTR) {
                    throw errors.failure("waitpid", scratch.error());
                }
            }
            int word = status.get(JAVA_INT, 0);
            int signal = word & 0x7f;
            return signal == 0 ? word >> 8 & 0xff : 128 + signal;
        }
    }

    private static MemorySegment mask(Arena arena, long signals) {
        MemorySegment mask = arena.allocate(OPAQUE_BYTES, Long.BYTES);
        mask.set(JAVA_LONG, 0, signals);
        return mask;
    }

    private static MemorySegment string(Arena arena, byte[] bytes) {
        MemorySegment string = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
        return string;
    }

    private static MemorySegment strings(Arena arena, List<byte[]> all) {
        MemorySegment array = arena.allocate(ADDRESS, all.size() + 1L);
        for (int i = 0; i < all.size(); i++) {
            array.setAtIndex(ADDRESS, i, string(arena, all.get(i)));
        }
        return array;
    }
}
