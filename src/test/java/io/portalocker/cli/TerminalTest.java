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

    private List<String> waiting(String... options) {
        String lock = directory.resolve("lock\033[2J\n").toString();
        try (Child holder = Child.java(Main.class, "run", lock, "--", "sh", "-c", "echo held; cat")) {
            holder.expect("held");
            var arguments = new java.util.ArrayList<>(List.of("run", "-w", "3.5"));
            arguments.addAll(List.of(options));
            arguments.addAll(List.of(lock, "--", "true"));
            try (Child waiter = onTerminal(arguments.toArray(String[]::new))) {
                assertEquals(1, waiter.awaitExit(), waiter::transcript);
                assertTrue(
                        options.length > 0 || waiter.transcript().contains("held by pid " + holder.pid()),
                        waiter::transcript);
                return waiter.transcript()
                        .lines()
                        .map(line -> line.replaceFirst("^[<!] ", ""))
                        .toList();
            }
        }
    }

    /** The reader of the child's output takes each carriage return for the end of a line. */
    @Test
    void aLineIsReplacedEachSecondAndGone() {
        List<String> lines = waiting();
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith(ERASE + "portalocker: waiting 1 s for")),
                lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith(ERASE + "portalocker: waiting 2 s for")),
                lines::toString);
        assertEquals(ERASE, lines.getLast(), "nothing stays");
        for (String line : lines) {
            assertTrue(line.replace(ERASE, "").length() < COLUMNS, line);
            assertFalse(line.replace(ERASE, "").contains("\033"), line);
        }
    }

    @Test
    void nothingIsShownIfItIsToBeQuiet() {
        assertEquals(List.of(), waiting("--quiet"));
    }
}
