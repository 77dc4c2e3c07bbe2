package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** Gives bytes to what reads {@code /proc}, which may be another's than the kernel's. */
public final class ProcFuzz {
    private static final String FILE = "08:01:131090";

    /** Who has no number holds by a descriptor, and every process of this machine would be looked through for that. */
    private static final Pattern BY_DESCRIPTOR = Pattern.compile("\\s-[0-9]");

    private ProcFuzz() {}

    public static void locks(String text) {
        List<String> lines = text.lines().toList();
        ProcLocks.waiters(lines, FILE).forEach(waiter -> assertTrue(waiter.pid() >= 0, waiter::toString));
        List<String> numbered = lines.stream()
                .filter(line -> !BY_DESCRIPTOR.matcher(line).find())
                .toList();
        ProcLocks.owners(numbered, FILE).forEach(owner -> assertTrue(owner.pid() > 0, owner::toString));
    }

    /** What is said of a descriptor, and behind an empty line of the mounts. */
    public static void mounts(String text) {
        List<String> lines = text.lines().toList();
        int end = lines.contains("") ? lines.indexOf("") : lines.size();
        KernelName.of(lines.subList(0, end), lines.subList(end, lines.size()))
                .ifPresent(name -> assertTrue(name.matches("[0-9a-f]{2,16}:[0-9a-f]{2,16}:-?[0-9]+"), name));
    }

    public static void stat(String text) {
        new StartTimes(BigInteger.TEN)
                .token(text)
                .ifPresent(token -> assertTrue(token.shiftRight(Long.SIZE).equals(BigInteger.TEN), token::toString));
    }
}
