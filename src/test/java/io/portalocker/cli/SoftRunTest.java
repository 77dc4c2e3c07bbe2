package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.SoftReadWriteLock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code portalocker run --soft}. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class SoftRunTest {
    @TempDir
    Path directory;

    private String marker;

    @BeforeEach
    void nameTheMarker() {
        marker = directory.resolve("job.lock").toString();
    }

    private static int run(String... arguments) {
        return PortalockerCommand.run(arguments);
    }

    @Test
    void markerExistsWhileTheCommandRuns() {
        assertEquals(0, run("run", "--soft", marker, "--", "test", "-s", marker));
        assertFalse(Files.exists(Path.of(marker)));
        assertEquals(7, run("run", "--soft", marker, "-c", "exit 7"));
        assertFalse(Files.exists(Path.of(marker)));
    }

    @Test
    void filelockKeepsItOut() {
        try (Peer python = Peer.python("soft", Path.of(marker))) {
            python.acquire();
            assertEquals(1, run("run", "--soft", "--nonblock", marker, "--", "false"));
            assertEquals(9, run("run", "--soft", "-w", "0.05", "-E", "9", marker, "--", "false"));
            python.release();
            assertEquals(0, run("run", "--soft", "--nonblock", marker, "--", "true"));
        }
    }

    @Test
    void itKeepsFilelockOut() {
        try (Child command = Child.java(Main.class, "run", "--soft", marker, "-c", "echo running; read line");
                Peer python = Peer.python("soft", Path.of(marker))) {
            command.expect("running");
            assertFalse(python.tryAcquire());
            command.say("end");
            assertEquals(0, command.awaitExit());
            assertTrue(python.tryAcquire());
        }
    }

    @Test
    void goesWithNoOptionOfTheKernelsLocks() {
        assertEquals(ExitStatus.USAGE, run("run", "--soft", "--shared", marker, "--", "true"));
        assertEquals(ExitStatus.USAGE, run("run", "--soft", "--locker", "ofd", marker, "--", "true"));
    }

    @Test
    void softReadWriteLockIsSharedWithPythonsReadersAndKeepsWritersOut() {
        String[] reading = {"run", "--soft-rw", "--shared", "-n", marker, "--", "test", "-d", marker + ".rw"};
        assertEquals(0, run(reading));
        try (Peer reader = Peer.python("softrw", Path.of(marker), "shared=true");
                Peer writer = Peer.python("softrw", Path.of(marker))) {
            reader.acquire();
            assertEquals(0, run(reading));
            assertEquals(1, run("run", "--soft-rw", "-n", marker, "--", "true"));
            assertEquals(0, run("who", marker));
            reader.release();
            assertEquals(1, run("who", marker));
            writer.acquire();
            assertEquals(1, run(reading));
            writer.release();
            assertEquals(7, run("run", "--soft-rw", "-n", marker, "-c", "exit 7"));
            assertTrue(writer.tryAcquire());
        }
        assertEquals(ExitStatus.USAGE, run("run", "--soft-rw", "--soft", marker, "--", "true"));
        assertEquals(ExitStatus.USAGE, run("run", "--soft-rw", "--locker", "ofd", marker, "--", "true"));
    }

    @Test
    void softReadWriteLockGivesItsTokenToTheCommand() throws Exception {
        Path tokens = directory.resolve("tokens");
        String[] writing = {"run", "--soft-rw", "--token-env", "FENCE", marker, "-c", "echo $FENCE >> " + tokens};
        assertEquals(0, run(writing));
        assertEquals(0, run("run", "--soft-rw", "--shared", "--token-env", "FENCE", marker, "-c", writing[6]));
        try (var held = SoftReadWriteLock.of(Path.of(marker)).write().acquire()) {
            var given = Files.readAllLines(tokens).stream().map(Long::valueOf).toList();
            assertEquals(2, given.size());
            assertTrue(given.getFirst() < given.getLast() && given.getLast() < held.fencingToken(), given::toString);
        }
        assertEquals(ExitStatus.USAGE, run("run", "--token-env", "FENCE", marker, "--", "true"));
        assertEquals(ExitStatus.USAGE, run("run", "--duration", "5", marker, "--", "true"));
        assertEquals(ExitStatus.USAGE, run("run", "--soft-rw", "--duration", "0", marker, "--", "true"));
    }

    /** Somebody removes the lock by hand, and another has it. */
    @Test
    void softReadWriteLockThatIsLostEndsTheCommand() throws Exception {
        try (Child command = Child.java(
                Main.class, "run", "--soft-rw", "--duration", "3", marker, "-c", "echo running; exec sleep 600")) {
            command.expect("running");
            Files.move(Path.of(marker + ".rw"), directory.resolve("removed"));
            try (var held = SoftReadWriteLock.of(Path.of(marker)).write().acquire()) {
                assertEquals(ExitStatus.DATA_ERROR, command.awaitExit());
                held.ensureHeld();
            }
            assertTrue(command.transcript().contains("lost the lock of '" + marker + "'"), command.transcript());
        }
    }
}
