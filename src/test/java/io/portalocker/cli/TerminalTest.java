package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows, a real one that script(1) opens. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class TerminalTest {
    private static final String ERASE = "\033[K";
    private static final String WAITING = "portalocker: waiting ";
    private static final int COLUMNS = 80;

    @TempDir
    Path directory;

    /** Runs it on a terminal of its own; what that shows comes out of script(1). */
    private Child onTerminal(String... arguments) {
        Requirements.requireProgram("script");
        String command = Jvm.command(Main.class, arguments).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return Child.start(List.of("script", "--quiet", "--flush", "--return", "--command", command, "/dev/null"));
    }

    private Child holder(String lock) {
        return Child.java(Main.class, "run", lock, "--", "sh", "-c", "echo held; cat")
                .expect("held");
    }

    /** How long it says that it has waited, seconds. */
    private static long waited(Child waiter) {
        while (true) {
            String line = waiter.line();
            if (line.startsWith(ERASE + WAITING)) {
                return Long.parseLong(line.substring((ERASE + WAITING).length()).split(" ", 2)[0]);
            }
        }
    }

    /** The reader of the child's output takes each carriage return for the end of a line. */
    @Test
    void aLineIsReplacedEachSecondAndGone() {
        String lock = directory.resolve("lock\033[2J\n").toString();
        try (Child holder = holder(lock);
                Child waiter = onTerminal("run", lock, "--", "true")) {
            long first = waited(waiter);
            assertTrue(first >= 1, waiter::transcript);
            assertTrue(waited(waiter) > first, waiter::transcript);
            holder.endInput();
            assertEquals(0, waiter.awaitExit(), waiter::transcript);
            assertTrue(waiter.transcript().contains("held by pid " + holder.pid()), waiter::transcript);
            List<String> lines = waiter.transcript()
                    .lines()
                    .map(line -> line.replaceFirst("^[<!] ", ""))
                    .toList();
            assertEquals(ERASE, lines.getLast(), "nothing stays");
            for (String line : lines) {
                assertTrue(line.replace(ERASE, "").length() < COLUMNS, line);
                assertFalse(line.replace(ERASE, "").contains("\033"), line);
            }
        }
    }

    @Test
    void nothingIsShownIfItIsToBeQuiet() {
        String lock = directory.resolve("lock").toString();
        try (Child _ = holder(lock);
                Child waiter = onTerminal("run", "-w", "3.5", "--quiet", lock, "--", "true")) {
            assertEquals(1, waiter.awaitExit(), waiter::transcript);
            assertEquals("", waiter.transcript());
        }
    }
}
