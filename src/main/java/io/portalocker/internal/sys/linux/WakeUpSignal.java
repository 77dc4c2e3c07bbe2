package io.portalocker.internal.sys.linux;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.bindings.linux.sigaction;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signal with which the JDK wakes threads blocked in channel I/O. Its handler does nothing and is installed without
 * SA_RESTART, so it makes any blocked call return EINTR, and a library may use it without a handler of its own.
 *
 * <p>That is the JDK's private matter, so nothing is taken for granted: the handler has to be there, without SA_RESTART,
 * and inside the JDK's own libnio. Otherwise there is no such signal, and locks are waited for in another way.
 *
 * @param number the signal's number
 */
record WakeUpSignal(int number) {

    /** The JDK takes {@code __SIGRTMAX - 2}; the kernel's SIGRTMAX is 64 on x86-64 and AArch64. */
    private static final int CANDIDATE = 62;

    private static final Path DEV_NULL = Path.of("/dev/null");
    private static final Path MAPS = Path.of("/proc/self/maps");

    /** A {@code sigset_t} has 128 bytes in glibc and in musl; the kernel reads the first eight. */
    private static final long SET = 512;

    private static final long OLD_SET = SET + 128;

    /**
     * Finds it. Not to be called on a user's thread: an interrupt would close the channel that installs the handler.
     * Answers the signal; empty if there will be none in this JVM.
     */
    static Optional<WakeUpSignal> find() throws IOException {
        installHandler();
        if (!isUsable()) {
            return Optional.empty();
        }
        WakeUpSignal signal = new WakeUpSignal(CANDIDATE);
        signal.probe();
        return Optional.of(signal);
    }

    /** Sends it to this thread: where no signals may be queued for this user ({@code ulimit -i 0}) none ever arrives. */
    private void probe() throws SysException {
        try (Scratch scratch = Scratch.take()) {
            unblock(scratch);
            int error = NativeWaits.pthreadKill(scratch, NativeWaits.pthreadSelf(scratch), number);
            if (error != 0) {
                throw PlatformFiles.ERRORS.failure("pthread_kill", error);
            }
        }
    }

    /** Has this thread receive it, and tells whether it did not before. Uses the upper half of the scratch's area. */
    boolean unblock(Scratch scratch) {
        change(scratch, LinuxConstants.SIG_UNBLOCK());
        return (scratch.area().get(ValueLayout.JAVA_LONG, OLD_SET) & bit()) != 0;
    }

    /** Undoes that. */
    void block(Scratch scratch) {
        change(scratch, LinuxConstants.SIG_BLOCK());
    }

    private void change(Scratch scratch, int how) {
        MemorySegment area = scratch.area();
        area.set(ValueLayout.JAVA_LONG, SET, bit());
        area.asSlice(SET + Long.BYTES, OLD_SET - SET - Long.BYTES).fill((byte) 0);
        NativeWaits.pthreadSigmask(scratch, how, area.address() + SET, area.address() + OLD_SET);
    }

    private long bit() {
        return 1L << (number - 1);
    }

    /** The JDK installs it with the first channel I/O of the process. */
    private static void installHandler() throws IOException {
        try (FileChannel channel = FileChannel.open(DEV_NULL)) {
            channel.read(ByteBuffer.allocate(1));
        }
    }

    private static boolean isUsable() throws IOException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment action = scratch.area();
            if (NativeWaits.sigaction(scratch, CANDIDATE, MemorySegment.NULL, action) != 0) {
                return false;
            }
            boolean restarts = (sigaction.sa_flags(action) & LinuxConstants.SA_RESTART()) != 0;
            long handler = sigaction.__sigaction_handler(action).get(ValueLayout.JAVA_LONG, 0);
            return !restarts && isInLibnio(handler);
        }
    }

    private static boolean isInLibnio(long address) throws IOException {
        try (Stream<String> maps = Files.lines(MAPS, StandardCharsets.ISO_8859_1)) {
            return maps.filter(line -> line.endsWith("/libnio.so")).anyMatch(line -> contains(line, address));
        }
    }

    /** A line begins with {@code 7f0000000000-7f0000001000 r-xp}. */
    private static boolean contains(String line, long address) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ', dash);
        long start = Long.parseUnsignedLong(line, 0, dash, 16);
        long end = Long.parseUnsignedLong(line, dash + 1, space, 16);
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }
}
