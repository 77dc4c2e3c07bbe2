package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.PidFileLock;
import io.portalocker.SoftFileLock;
import io.portalocker.testkit.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code portalocker who}, for every kind of lock on files, and what is said while a lock is waited for. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class WhoTest {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private static Child portalocker(String... arguments) {
        return Child.java(Main.class, arguments);
    }

    private static void assertSays(String text, int status, String... arguments) {
        try (Child who = portalocker(arguments)) {
            assertEquals(status, who.awaitExit(), who::transcript);
            assertTrue(who.transcript().contains(text), who::transcript);
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void aKernelLock() {
        try (Child holder = portalocker("run", "-s", file("lock"), "--", "sh", "-c", "echo held; cat; : \033[2J")) {
            holder.expect("held");
            assertSays(holder.pid() + "\tshared\t", 0, "who", file("lock"));
            assertSays("; : \\e[2J", 0, "who", file("lock"));
            assertSays("\"held\": true", 0, "who", "--json", file("lock"));
            holder.endInput();
        }
        assertSays("nobody is known to hold", 1, "who", file("lock"));
        assertSays("\"held\": false, \"holders\": []", 1, "who", "--json", file("lock"));
    }

    @Test
    void aMarkerAndAPidFile() throws Exception {
        try (var _ = SoftFileLock.of(directory.resolve("soft")).acquire();
                var _ = PidFileLock.of(directory.resolve("job.pid")).acquire()) {
            assertSays(SELF + "\texclusive\t", 0, "who", file("soft"));
            assertSays(SELF + "\texclusive\t", 0, "who", file("job.pid"));
            assertSays("\"by\": \"marker\", \"pid\": " + SELF, 0, "who", "--json", file("soft"));
        }
    }

    @Test
    void aMarkerOfAnotherMachine() throws Exception {
        Files.writeString(directory.resolve("soft"), "4711\nelsewhere\n");
        assertSays("4711\texclusive\t-\t-\telsewhere\t-", 0, "who", file("soft"));
    }

    @Test
    void whatIsNotThere() {
        assertSays("ENOENT", 66, "who", file("nothing"));
    }

    @Test
    void aWaitIsToldToWhoAsks() {
        try (Child holder = portalocker("run", file("lock"), "--", "sh", "-c", "echo held; cat")) {
            holder.expect("held");
            var command = new ArrayList<>(List.of("run", "-w", "2.5", "--verbose", file("lock"), "--", "true"));
            assertSays("s for '" + file("lock") + "', held by pid " + holder.pid(), 1, command.toArray(String[]::new));
            command.set(3, "--quiet");
            try (Child quiet = portalocker(command.toArray(String[]::new))) {
                assertEquals(1, quiet.awaitExit());
                assertEquals("", quiet.transcript());
            }
            holder.endInput();
        }
    }
}
