package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.posix.PosixProcesses;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes of Linux, by the account of {@code /proc}. */
public final class PlatformProcesses extends PosixProcesses {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Field 22 of {@code /proc/PID/stat}, counted from the state behind the command's closing parenthesis. */
    private static final int START_TIME = 19;

    /** Makes the calls. */
    public PlatformProcesses() {
        super(Native.INSTANCE, PlatformErrors.INSTANCE);
    }

    /** The boot's id above 64 bits of start time in ticks since that boot, as Python's filelock writes it. */
    @Override
    public Optional<BigInteger> startToken(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(bootId().shiftLeft(Long.SIZE).or(new BigInteger(fields[START_TIME])));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BigInteger bootId() {
        try {
            return new BigInteger(Files.readString(BOOT_ID).strip().replace("-", ""), 16);
        } catch (IOException | NumberFormatException e) {
            return BigInteger.ZERO;
        }
    }

    @Override
    public List<LockOwner> lockOwners(long device, long inode) {
        return ProcLocks.owners(device, inode);
    }
}
