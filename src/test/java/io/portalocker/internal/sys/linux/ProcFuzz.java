package io.portalocker.internal.sys.linux;

import java.math.BigInteger;
import java.util.List;

/** Gives bytes to what reads {@code /proc}, which may be another's than the kernel's. */
public final class ProcFuzz {
    private ProcFuzz() {}

    public static void locks(String text) {
        List<String> lines = text.lines().toList();
        ProcLocks.waiters(lines, "08:01:131090");
        // One that holds by a descriptor has every process looked through.
        ProcLocks.owners(lines.stream().filter(line -> !line.contains(" -1 ")).toList(), "08:01:131090");
    }

    public static void stat(String text) {
        new StartTimes(BigInteger.TEN).token(text);
    }
}
