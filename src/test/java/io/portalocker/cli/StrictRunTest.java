package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.StrictSoftFileLock;
import io.portalocker.StrictSoftFileLock.ClaimOfOwner;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code portalocker run --strict}, and {@code portalocker claims}, by which a person decides. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class StrictRunTest {
    @TempDir
    Path directory;

    private Path file;
    private String name;

    @BeforeEach
    void nameTheLock() {
        file = directory.resolve("job.lock");
        name = file.toString();
    }

    private static int run(String... arguments) {
        return PortalockerCommand.run(arguments);
    }

    @Test
    void commandRunsUnderClaimsThatGoWithIt() throws Exception {
        String listed = "ls '" + name + ".filelock/claims' | grep -q ^held- && exit 7";
        assertEquals(7, run("run", "--strict", name, "-c", listed));
        assertEquals(List.of(), StrictSoftFileLock.of(file).claims());
        assertEquals(ExitStatus.CONFLICT, run("claims", name));
    }

    @Test
    void filelockKeepsItOutAndItKeepsFilelockOut() {
        try (Peer python = Peer.python("strict", file)) {
            python.acquire();
            assertEquals(1, run("run", "--strict", "-n", name, "--", "false"));
            assertEquals(9, run("run", "--strict", "-w", "0.05", "-E", "9", name, "--", "false"));
            python.release();
            try (Child command = Child.java(Main.class, "run", "--strict", name, "-c", "echo running; read line")) {
                command.expect("running");
                assertFalse(python.tryAcquire());
                command.say("end");
                assertEquals(0, command.awaitExit());
            }
            assertTrue(python.tryAcquire());
        }
    }

    @Test
    void aPersonBreaksTheClaimsOfADeadHolder() throws Exception {
        try (Peer python = Peer.python("strict", file)) {
            python.acquire();
            long pid = python.child().pid();
            python.kill();
            try (Child who = Child.java(Main.class, "who", name)) {
                assertEquals(0, who.awaitExit(), who::transcript);
                assertTrue(who.transcript().contains(pid + "\texclusive"), who::transcript);
            }
            assertEquals(1, run("run", "--strict", "-n", name, "--", "true"));
            try (Child claims = Child.java(Main.class, "claims", name)) {
                assertEquals(0, claims.awaitExit());
                assertTrue(claims.transcript().contains("\theld\t" + pid + "\t"), claims::transcript);
                assertTrue(claims.transcript().contains("\tintent\t" + pid + "\t"), claims::transcript);
            }
        }
        List<ClaimOfOwner> claims = StrictSoftFileLock.of(file).claims();
        assertEquals(
                0,
                run(
                        "claims",
                        name,
                        "--break",
                        claims.get(0).name(),
                        "--break",
                        claims.get(1).name()));
        assertEquals(
                ExitStatus.CONFLICT,
                run("claims", name, "--break", claims.get(0).name()));
        assertEquals(0, run("run", "--strict", "-n", name, "--", "true"));
    }

    @Test
    void whatIsNotUnderstoodKeepsEverybodyOutUntilItIsBroken() throws Exception {
        assertEquals(0, run("run", "--strict", name, "--", "true"));
        Files.writeString(directory.resolve("job.lock.filelock/claims/junk"), "");
        assertEquals(ExitStatus.DATA_ERROR, run("run", "--strict", name, "--", "true"));
        assertEquals(ExitStatus.DATA_ERROR, run("claims", name));
        assertEquals(0, run("claims", name, "--break", "junk"));
        assertEquals(0, run("run", "--strict", name, "--", "true"));
    }

    @Test
    void wrongCommandLines() {
        assertEquals(ExitStatus.USAGE, run("run", "--strict", "--soft", name, "--", "true"));
        assertEquals(ExitStatus.USAGE, run("run", "--strict", "--shared", name, "--", "true"));
        assertEquals(ExitStatus.USAGE, run("claims"));
        assertEquals(ExitStatus.USAGE, run("claims", name, name));
        assertEquals(ExitStatus.USAGE, run("claims", name, "--break", "../" + file.getFileName()));
    }
}
