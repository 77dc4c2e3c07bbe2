package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code portalocker run} and flock(1) end with the same status on the same command lines, whose commands print the same. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class FlockDifferentialIT {
    @TempDir
    Path directory;

    @BeforeAll
    static void requireFlock() {
        Requirements.requireProgram("flock");
    }

    /** FILE stands for the lock file, and blanks stand between the words; quotes hold together. */
    static Stream<String> onAFreeLock() {
        return Stream.of(
                "FILE true",
                "FILE false",
                "FILE sh -c 'exit 7'",
                "FILE sh -c 'exit 255'",
                "FILE sh -c 'kill -TERM $$'",
                "FILE sh -c 'kill -KILL $$'",
                "FILE -c 'exit 3'",
                "-n FILE -c 'exit 3'",
                "FILE --command 'exit 4'",
                "FILE -c",
                "FILE -c 'exit 1' extra",
                "FILE no-such-command-anywhere",
                "FILE /etc/passwd",
                "FILE -n true",
                "/no/such/directory/lock true",
                "-s FILE true",
                "--shared FILE true",
                "-x FILE true",
                "-e FILE true",
                "-s -x FILE true",
                "-x -s FILE true",
                "-sn FILE true",
                "-n FILE true",
                "--nb FILE true",
                "--nonblock FILE true",
                "-n -n FILE true",
                "-n -w 1 FILE true",
                "-w 0 FILE true",
                "-w 0.5 FILE true",
                "-w1 FILE true",
                "--timeout=1 FILE true",
                "--wait 1 FILE true",
                "-w 99999999999 FILE true",
                "-w 1e0 FILE true",
                "-w abc FILE true",
                "-w '' FILE true",
                "-E 300 FILE true",
                "-E -1 FILE true",
                "-E x FILE true",
                "--bogus FILE true",
                "",
                "FILE",
                "--verbose FILE true",
                "-- FILE true",
                "-u FILE true",
                "--unlock FILE sh -c 'exit 8'",
                "-o FILE sh -c 'exit 5'",
                "--close FILE sh -c 'kill -KILL $$'",
                "-F FILE sh -c 'exit 5'",
                "--no-fork FILE sh -c 'kill -TERM $$'",
                "-F -o FILE true",
                "--excl FILE true",
                "--nonbl FILE true",
                "--conf 3 FILE true",
                "-sxn FILE true",
                "-w 0.1 -w 5 FILE true",
                "-E",
                "-n",
                "77",
                "-u 77",
                "1x",
                "/tmp true",
                "-x /tmp true",
                "/dev/null true",
                "FILE /tmp",
                "FILE echo one two",
                "FILE -c 'echo $0 $#'",
                "FILE sh -c 'echo $0 $@' a b",
                "FILE printf %s-%s -n --",
                "FILE cat /proc/self/fdinfo/77",
                "FILE sh -c 'ulimit -n; umask; pwd'",
                "FILE sh -c 'trap'");
    }

    static Stream<String> onALockHeldExclusively() {
        return Stream.of(
                "-n FILE true",
                "-n -E 9 FILE true",
                "-n -E 0 FILE true",
                "-n --conflict-exit-code 255 FILE true",
                "-w 0.2 FILE true",
                "-w 0.2 -E 5 FILE true",
                "-w 0 FILE true",
                "-s -n FILE true",
                "-s -w 0.1 FILE true",
                "-n FILE no-such-command-anywhere",
                "-n FILE -c 'exit 3'",
                "-u FILE sh -c 'echo ran'",
                "-n -o FILE true",
                "-n -F FILE true");
    }

    static Stream<String> onALockHeldShared() {
        return Stream.of("-s -n FILE true", "-n FILE true", "-s -w 1 FILE sh -c 'exit 6'", "-x -w 0.2 FILE true");
    }

    @ParameterizedTest
    @MethodSource
    void onAFreeLock(String line) throws Exception {
        assertSameStatus(line);
    }

    @ParameterizedTest
    @MethodSource
    void onALockHeldExclusively(String line) throws Exception {
        try (Child holder = holder("-x")) {
            assertSameStatus(line);
            holder.endInput();
        }
    }

    @ParameterizedTest
    @MethodSource
    void onALockHeldShared(String line) throws Exception {
        try (Child holder = holder("-s")) {
            assertSameStatus(line);
            holder.endInput();
        }
    }

    private Child holder(String mode) {
        return Child.start("flock", mode, lock(), "sh", "-c", "echo held; cat").expect("held");
    }

    private String lock() {
        return directory.resolve("lock").toString();
    }

    private void assertSameStatus(String line) throws Exception {
        Outcome theirs = run(List.of("flock"), line);
        Outcome ours = run(List.of(Image.launcher().toString(), "run"), line);
        assertEquals(theirs.status(), ours.status(), () -> line + "\nflock: " + theirs + "\nours: " + ours);
        if (!line.contains("--verbose")) {
            assertEquals(theirs.out(), ours.out(), line);
        }
    }

    private Outcome run(List<String> program, String line) throws Exception {
        List<String> command = new ArrayList<>(program);
        command.addAll(words(line));
        return Outcome.of(directory, Map.of(), command);
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String part : line.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1)) {
            if (!part.isEmpty()) {
                words.add(part.replace("'", "").replace("FILE", lock()));
            }
        }
        return words;
    }
}
