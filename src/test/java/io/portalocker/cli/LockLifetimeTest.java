package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the lock of a command lives: as long as the command and what it started, as with flock(1). */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class LockLifetimeTest {
    @TempDir
    Path directory;

    @BeforeAll
    static void requireFlock() {
        Requirements.requireProgram("flock");
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static Child portalocker(String line, String... last) {
        var arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.addAll(List.of(last));
        return Child.java(Main.class, arguments.toArray(String[]::new));
    }

    private static boolean isFree(String file) {
        try (Child flock = Child.start("flock", "-n", file, "true")) {
            return flock.awaitExit() == 0;
        }
    }

    /** The number of a process that the command left running, from its output. */
    private static long left(Child command) {
        return Long.parseLong(command.line());
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --verbose", "run -F"})
    void whatTheCommandLeftRunningKeepsIt(String options) {
        String lock = file("lock");
        try (Child command =
                portalocker(options + " " + lock, "--", "sh", "-c", "sleep 1000 >&- 2>&- <&- & echo $!; exit 3")) {
            long daemon = left(command);
            try {
                assertEquals(3, command.awaitExit());
                assertFalse(isFree(lock));
            } finally {
                end(daemon);
            }
            Background.await(() -> isFree(lock));
        }
    }

    @Test
    void closeEndsItWithTheCommand() {
        String lock = file("lock");
        try (Child command =
                portalocker("run -o " + lock, "--", "sh", "-c", "sleep 1000 >&- 2>&- <&- & echo $!; exit 3")) {
            long daemon = left(command);
            try {
                assertEquals(3, command.awaitExit());
                assertTrue(isFree(lock));
            } finally {
                end(daemon);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --verbose LOCK", "pid PID"})
    void aKilledParentLeavesItToTheCommand(String line) {
        String lock = line.startsWith("pid") ? file("job.pid.lock") : file("lock");
        try (Child command = portalocker(
                line.replace("LOCK", lock).replace("PID", file("job.pid")),
                "--",
                "sh",
                "-c",
                "echo $$; exec sleep 1000")) {
            long pid = left(command);
            command.kill();
            try {
                assertFalse(isFree(lock));
                assertTrue(ProcessHandle.of(pid).isPresent());
            } finally {
                end(pid);
            }
            Background.await(() -> isFree(lock));
        }
    }

    @Test
    void aKilledParentLeavesItsSlotToTheCommand() {
        String semaphore = "semaphore -n --directory " + directory + " gpu 1";
        try (Child command = portalocker(semaphore, "--", "sh", "-c", "echo $$; exec sleep 1000")) {
            long pid = left(command);
            command.kill();
            try (Child second = portalocker(semaphore, "--", "true")) {
                assertEquals(1, second.awaitExit());
            } finally {
                end(pid);
            }
            Background.await(() -> {
                try (Child third = portalocker(semaphore, "--", "true")) {
                    return third.awaitExit() == 0;
                }
            });
        }
    }

    @Test
    void portalockerBecomesTheCommand() {
        try (Child command = portalocker("run " + file("lock"), "--", "sh", "-c", "echo $$; exec cat")) {
            assertEquals(command.pid(), left(command));
            assertFalse(isFree(file("lock")));
        }
    }

    /** Nothing of the JVM's: not its open files, not the signals that its threads block. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--verbose "})
    void theCommandInheritsWhatItWouldWithoutUs(String options) {
        String show = "grep Sig[BI] /proc/self/status; for i in /proc/self/fd/*; do readlink $i; done | sort -u";
        try (Child ours = portalocker("run " + options + file("lock"), "--", "sh", "-c", show);
                Child theirs = Child.start("flock", file("lock"), "sh", "-c", show)) {
            assertEquals(0, theirs.awaitExit());
            assertEquals(0, ours.awaitExit());
            assertEquals(said(theirs), said(ours));
        }
    }

    private static List<String> said(Child child) {
        return child.transcript()
                .lines()
                .filter(line -> line.startsWith("< "))
                .filter(line -> !line.contains("pipe:") && !line.contains("/proc/"))
                // From 32 on they are the C library's.
                .map(line -> line.contains("Sig") ? line.substring(line.length() - "7fffffff".length() + 1) : line)
                .toList();
    }

    @Test
    void anInheritedDescriptorIsLockedForTheShell() {
        var java = new ArrayList<String>();
        io.portalocker.testkit.Jvm.command(Main.class).forEach(word -> java.add("'" + word + "'"));
        String run = String.join(" ", java) + " run ";
        String script = "exec 9>'" + file("lock") + "'; " + run + "-n 9 || exit 7; echo locked; read line; " + run
                + "-u 9 || exit 8; echo unlocked; read line";
        try (Child shell = Child.start("sh", "-c", script).expect("locked")) {
            assertFalse(isFree(file("lock")));
            shell.say("on");
            shell.expect("unlocked");
            assertTrue(isFree(file("lock")));
            shell.endInput();
        }
        try (Child shell = Child.start("sh", "-c", run + "3")) {
            assertEquals(ExitStatus.DATA_ERROR, shell.awaitExit(), "not one of the JVM's own files");
        }
    }
}
