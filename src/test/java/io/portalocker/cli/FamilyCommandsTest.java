package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.Held;
import io.portalocker.Permit;
import io.portalocker.PidFileLock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code portalocker semaphore} and {@code portalocker pid}, as processes. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class FamilyCommandsTest {
    @TempDir
    Path directory;

    private static Child portalocker(String... arguments) {
        return Child.start(Jvm.command(Main.class, arguments));
    }

    private Child semaphore(String... command) {
        var arguments = new java.util.ArrayList<>(
                List.of("semaphore", "gpu", "2", "-n", "-E", "42", "--directory", directory.toString(), "--"));
        arguments.addAll(List.of(command));
        return portalocker(arguments.toArray(String[]::new));
    }

    @Test
    void semaphoreAdmitsSoMany() throws Exception {
        BoundedSemaphore two = BoundedSemaphore.named("gpu", 2).withDirectory(directory);
        try (Child first = semaphore("sh", "-c", "echo slot $PORTALOCKER_SLOT; read line; exit 7")) {
            first.expect("slot 0");
            try (Permit permit = two.acquire();
                    Child third = semaphore("echo", "never")) {
                assertEquals(1, permit.slot());
                assertEquals(42, third.exitCode());
                assertFalse(third.transcript().contains("never"), third::transcript);
            }
            try (Child second = semaphore("sh", "-c", "echo slot $PORTALOCKER_SLOT")) {
                second.expect("slot 1");
                assertEquals(0, second.exitCode());
            }
            assertEquals(7, first.exitCode());
        }
        two.tryAcquire().orElseThrow().release();
    }

    @Test
    void semaphoreTellsADisagreement() throws Exception {
        try (Permit permit = BoundedSemaphore.named("gpu", 3)
                        .withDirectory(directory)
                        .acquire();
                Child child = semaphore("true")) {
            assertEquals(65, child.exitCode());
            assertTrue(child.transcript().contains("has 2 slots here, but 3"), child::transcript);
            permit.ensureHeld();
        }
    }

    @Test
    void pidFileIsThereWhileTheCommandRuns() throws Exception {
        Path file = directory.resolve("worker.pid");
        PidFileLock lock = PidFileLock.of(file);
        try (Child first = portalocker("pid", file.toString(), "--", "sh", "-c", "echo in; read line; exit 3")) {
            first.expect("in");
            assertEquals(first.pid(), lock.readPid().orElseThrow());
            try (Child second = portalocker("pid", file.toString(), "--verbose", "-n", "--", "echo", "never")) {
                assertEquals(1, second.exitCode());
                assertTrue(second.transcript().contains("pid " + first.pid()), second::transcript);
                assertFalse(second.transcript().contains("never"), second::transcript);
            }
            assertEquals(3, first.exitCode());
        }
        assertFalse(Files.exists(file));
        try (Held held = lock.acquire()) {
            held.ensureHeld();
        }
    }

    @Test
    void optionsBelongToTheCommandWhereNoSeparatorStands() {
        String file = directory.resolve("worker.pid").toString();
        try (Child child = portalocker("pid", file, "echo", "-n", "-E", "x")) {
            assertEquals(0, child.exitCode());
            assertTrue(child.transcript().contains("x"), child::transcript);
        }
        try (Child child = portalocker("pid", "--timeout", "5", file, "true")) {
            assertEquals(0, child.exitCode());
        }
    }

    @Test
    void separatorMustStandBeforeTheCommand() {
        String file = directory.resolve("worker.pid").toString();
        try (Child child = portalocker("pid", file, "git", "log", "-n", "--", "file")) {
            assertEquals(64, child.exitCode());
            assertTrue(child.transcript().contains("put -- in front of the command"), child::transcript);
        }
        for (List<String> wrong : List.of(
                List.of("semaphore"),
                List.of("semaphore", "gpu"),
                List.of("semaphore", "gpu", "two", "--", "true"),
                List.of("semaphore", "gpu", "0", "--", "true"),
                List.of("semaphore", "a/b", "1", "--", "true"),
                List.of("pid"),
                List.of("pid", file),
                List.of("pid", file, "--"))) {
            assertEquals(64, PortalockerCommand.run(wrong.toArray(String[]::new)), wrong::toString);
        }
    }
}
