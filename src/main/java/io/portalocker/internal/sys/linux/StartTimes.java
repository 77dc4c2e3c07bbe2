package io.portalocker.internal.sys.linux;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When processes started: ticks since a boot, below the id of that boot, as Python's filelock writes it.
 *
 * @param boot the boot's id; zero where it may not be read, as in a unit that sees nothing of {@code /proc} but processes
 */
record StartTimes(BigInteger boot) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Field 22 of {@code /proc/PID/stat}, counted from the state behind the command's closing parenthesis. */
    private static final int START_TIME = 19;

    static StartTimes read() {
        try {
            return new StartTimes(
                    new BigInteger(Files.readString(BOOT_ID).strip().replace("-", ""), 16));
        } catch (IOException | NumberFormatException e) {
            return new StartTimes(BigInteger.ZERO);
        }
    }

    Optional<BigInteger> token(long pid) {
        try {
            return token(Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Optional<BigInteger> token(String stat) {
        try {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            BigInteger ticks = new BigInteger(fields[START_TIME]);
            return ticks.signum() >= 0 && ticks.bitLength() <= Long.SIZE
                    ? Optional.of(boot.shiftLeft(Long.SIZE).or(ticks))
                    : Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether a token can be of this boot at all. */
    boolean mayContain(BigInteger token) {
        BigInteger other = token.shiftRight(Long.SIZE);
        return boot.signum() == 0 || other.signum() == 0 || other.equals(boot);
    }
}
