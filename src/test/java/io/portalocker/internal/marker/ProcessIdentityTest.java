package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.ProcessCalls;
import io.portalocker.internal.sys.SysException;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPosix;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** filelock's test_process_identity, and who counts as dead. */
class ProcessIdentityTest {
    private static final Optional<BigInteger> UNKNOWN = Optional.empty();

    private final ProcessCalls processes = Platform.current().processes();

    /** Start tokens of those alive, and a pid that one of them has in a namespace of its own. */
    private record Living(Map<Long, Optional<BigInteger>> tokens, long elsewhere) implements Census {
        Living(Map<Long, Optional<BigInteger>> tokens) {
            this(tokens, -1);
        }

        @Override
        public boolean isAlive(long pid) {
            return tokens.containsKey(pid);
        }

        @Override
        public Optional<BigInteger> startToken(long pid) {
            return tokens.getOrDefault(pid, UNKNOWN);
        }

        @Override
        public boolean runsElsewhere(long pid, BigInteger start) {
            return pid == elsewhere;
        }
    }

    private static Optional<BigInteger> token(long value) {
        return Optional.of(BigInteger.valueOf(value));
    }

    private static boolean isGone(String host, long pid, Optional<BigInteger> recorded, Living living)
            throws SysException {
        var observer = new ProcessIdentity("here", 1, UNKNOWN);
        return new ProcessIdentity(host, pid, recorded).isGone(observer, living);
    }

    @Test
    void bootThatCouldNotBeReadProvesNothing() throws Exception {
        BigInteger masked = BigInteger.valueOf(4711);
        BigInteger full = BigInteger.ONE.shiftLeft(100).or(masked);
        BigInteger otherBoot = BigInteger.TWO.shiftLeft(100).or(masked);
        for (var pair : List.of(List.of(masked, full), List.of(full, masked), List.of(full, full))) {
            var living = new Living(Map.of(7L, Optional.of(pair.get(1))));
            assertFalse(isGone("here", 7, Optional.of(pair.get(0)), living));
        }
        for (var pair : List.of(
                List.of(full, otherBoot), List.of(masked, full.add(BigInteger.ONE)), List.of(otherBoot, full))) {
            var living = new Living(Map.of(7L, Optional.of(pair.get(1))));
            assertTrue(isGone("here", 7, Optional.of(pair.get(0)), living));
        }
    }

    @Test
    void processOfAContainerIsFoundUnderAnotherNumber() throws Exception {
        assertFalse(isGone("here", 7, token(1), new Living(Map.of(), 7)));
        assertFalse(isGone("here", 7, token(1), new Living(Map.of(7L, token(2)), 7)));
        assertTrue(isGone("here", 7, token(1), new Living(Map.of(), 8)));
        assertTrue(isGone("here", 7, UNKNOWN, new Living(Map.of(), 7)), "without a token nobody can be found");
    }

    @Test
    void recordThatNamesItsContainerIsNotLookedForElsewhere() throws Exception {
        var observer = new ProcessIdentity("here?pidns-f0000001", 1, UNKNOWN);
        var owner = new ProcessIdentity("here?pidns-f0000001", 7, token(1));
        assertTrue(owner.isGone(observer, new Living(Map.of(), 7)));
    }

    @Test
    void deadPidOfThisHostIsGone() throws Exception {
        assertTrue(isGone("here", 7, token(1), new Living(Map.of())));
        assertTrue(isGone("here", 7, UNKNOWN, new Living(Map.of())));
    }

    @Test
    void livingPidIsNot() throws Exception {
        assertFalse(isGone("here", 7, token(1), new Living(Map.of(7L, token(1)))));
    }

    @Test
    void foreignHostNeverIs() throws Exception {
        assertFalse(isGone("there", 7, token(1), new Living(Map.of())));
        assertFalse(isGone("HERE", 7, token(1), new Living(Map.of())));
    }

    @Test
    void recycledPidIsSeenByTheStartToken() throws Exception {
        assertTrue(isGone("here", 7, token(1), new Living(Map.of(7L, token(2)))));
    }

    @Test
    void withoutATokenThePidAloneDecides() throws Exception {
        assertFalse(isGone("here", 7, UNKNOWN, new Living(Map.of(7L, token(2)))));
        assertFalse(isGone("here", 7, token(1), new Living(Map.of(7L, UNKNOWN))));
    }

    @Test
    void whatCannotBeToldIsNotGone() {
        Census blind = new Census() {
            @Override
            public boolean isAlive(long pid) throws SysException {
                throw new SysException("kill", 22, "EINVAL", ErrorKind.OTHER);
            }

            @Override
            public Optional<BigInteger> startToken(long pid) {
                return UNKNOWN;
            }

            @Override
            public boolean runsElsewhere(long pid, BigInteger start) {
                return false;
            }
        };
        var owner = new ProcessIdentity("here", 7, UNKNOWN);
        assertThrows(SysException.class, () -> owner.isGone(owner, blind));
    }

    @Test
    void pidThatMeansAGroupOfProcessesIsRefused() {
        for (long pid : new long[] {0, -1, Integer.MAX_VALUE + 1L, Long.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> new ProcessIdentity("here", pid, UNKNOWN));
        }
    }

    @Test
    void ownTokenIsStableAndPositive() {
        var first = ProcessIdentity.ownStart(processes).orElseThrow();
        assertEquals(first, ProcessIdentity.ownStart(processes).orElseThrow());
        assertEquals(1, first.signum());
    }

    private static Child sleeper() {
        return OS.WINDOWS.isCurrentOs() ? Child.start("cmd", "/c", "set /p line=") : Child.start("sleep", "60");
    }

    @Test
    void tokenOfAnotherProcessDiffers() {
        try (Child child = sleeper()) {
            assertNotEquals(ProcessIdentity.ownStart(processes), processes.startToken(child.pid()));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void bootIdIsFoldedIn() throws Exception {
        Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
        var boot = new BigInteger(Files.readString(bootId).strip().replace("-", ""), 16);
        assertEquals(boot, ProcessIdentity.ownStart(processes).orElseThrow().shiftRight(64));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void commandWithAParenthesisIsParsed(@TempDir Path directory) throws Exception {
        Path odd = Files.copy(Path.of("/bin/sleep").toRealPath(), directory.resolve("a) R 1 (b"));
        try (Child child = Child.start(odd.toString(), "60");
                Child python = Child.python(
                        "import sys; from filelock._identity import process_start_token as t;"
                                + " print(t(int(sys.argv[1])))",
                        Long.toString(child.pid()))) {
            python.expect(processes.startToken(child.pid()).orElseThrow().toString());
        }
    }

    @Test
    @NeedsPosix("a first process, of root")
    void processOfAnotherUserIsAlive() throws Exception {
        assertTrue(processes.isAlive(1)); // EPERM, unless root asks
    }

    @Test
    void reapedProcessIsDead() throws Exception {
        Child child = sleeper();
        assertTrue(processes.isAlive(child.pid()));
        child.close();
        assertFalse(processes.isAlive(child.pid()));
        if (!OS.WINDOWS.isCurrentOs()) { // which remembers a process while anybody has it open, as we do
            assertEquals(UNKNOWN, processes.startToken(child.pid()));
        }
    }
}
