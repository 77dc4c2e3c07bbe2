package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import io.portalocker.testkit.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code portalocker run} and {@code who}, from the image. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class RunIT {
    @TempDir
    Path directory;

    @BeforeAll
    static void requireFlock() {
        Requirements.requireProgram("flock");
    }

    private String lock() {
        return directory.resolve("lock").toString();
    }

    private static Child portalocker(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Image.launcher().toString()));
        command.addAll(List.of(arguments));
        return Child.start(command);
    }

    /** Runs a command that says `held` and ends with its input. */
    private Child holder() {
        return portalocker("run", lock(), "--", "sh", "-c", "echo held; cat").expect("held");
    }

    private int flock() {
        try (Child flock = Child.start("flock", "-n", lock(), "true")) {
            return flock.awaitExit();
        }
    }

    @Test
    void excludesFlockAndIsExcluded() {
        try (Child holder = holder()) {
            assertEquals(1, flock());
            holder.endInput();
            assertEquals(0, holder.awaitExit());
        }
        assertEquals(0, flock());
        try (Child holder =
                Child.start("flock", lock(), "sh", "-c", "echo held; cat").expect("held")) {
            assertEquals(1, portalocker("run", "-n", lock(), "--", "true").awaitExit());
            holder.endInput();
            assertEquals(0, holder.awaitExit());
        }
        assertEquals(0, portalocker("run", "-n", lock(), "--", "true").awaitExit());
    }

    @Test
    void deathFreesTheLockThatTheCommandWasKeptFrom() {
        // The command outlives us; it would keep the lock if it had inherited the descriptor.
        try (Child holder = portalocker("run", "--close", lock(), "--", "sh", "-c", "echo held; cat")
                .expect("held")) {
            holder.kill();
            Background.await(() -> flock() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT", "USR1"})
    void signalReachesTheCommand(String signal) throws Exception {
        String command = "trap 'echo got; exit 42' " + signal + "; echo held; while :; do sleep 0.05; done";
        // Ignored signals are inherited, and nohup(1) or a shell's background job may have started the tests.
        String heeded = "--default-signal=" + signal;
        String launcher = Image.launcher().toString();
        try (Child holder = Child.start("env", heeded, launcher, "run", lock(), "--", "sh", "-c", command)
                .expect("held")) {
            // Handlers are in place a moment after the command has been started.
            Background<Boolean> told = Background.start(() -> {
                holder.expect("got");
                return true;
            });
            Thread.sleep(500);
            Signals.send(signal, holder.pid());
            assertTrue(told.get());
            assertEquals(42, holder.awaitExit());
        }
        assertEquals(0, flock());
    }

    @Test
    void verboseTellsWhoIsInTheWay() throws Exception {
        try (Child holder = holder()) {
            Outcome busy = Outcome.of(
                    directory, List.of(Image.launcher().toString(), "run", "--verbose", "-n", lock(), "--", "true"));
            assertEquals(1, busy.status());
            assertTrue(busy.err().contains("pid " + holder.pid()), busy.err());
            Outcome who = Outcome.of(directory, List.of(Image.launcher().toString(), "who", lock()));
            assertEquals(0, who.status(), who::toString);
            assertTrue(who.out().startsWith(holder.pid() + "\texclusive\t"), who.out());
            holder.endInput();
            holder.awaitExit();
        }
        assertEquals(1, portalocker("who", lock()).awaitExit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lockf", "ofd"})
    void recordLocks(String locker) {
        try (Child holder = portalocker("run", "--locker", locker, lock(), "--", "sh", "-c", "echo held; cat")
                .expect("held")) {
            assertEquals(0, flock(), "flock does not see record locks");
            assertEquals(
                    1,
                    portalocker("run", "-n", "--locker", "ofd", lock(), "--", "true")
                            .awaitExit());
            holder.endInput();
            assertEquals(0, holder.awaitExit());
        }
    }

    @Test
    void badInputNamesTheOption() throws Exception {
        for (List<String> arguments : List.of(
                List.of("run", "--locker", "nfs", lock(), "true"),
                List.of("run", "--timeout", "-1", lock(), "true"),
                List.of("run", "--conflict-exit-code", "256", lock(), "true"))) {
            List<String> command = new ArrayList<>(List.of(Image.launcher().toString()));
            command.addAll(arguments);
            Outcome refused = Outcome.of(directory, command);
            assertEquals(64, refused.status(), refused::toString);
            assertTrue(refused.err().contains(arguments.get(1)), refused.err());
            assertTrue(refused.err().contains(arguments.get(2)), refused.err());
        }
        Outcome directoryMissing =
                Outcome.of(directory, List.of(Image.launcher().toString(), "run", lock() + "/x", "true"));
        assertEquals(66, directoryMissing.status());
        assertTrue(directoryMissing.err().contains("ENOENT (2)"), directoryMissing.err());
    }
}
