package io.portalocker.leaks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockBase;
import io.portalocker.faults.Subject;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is dropped is told of, and what is given back leaves nothing. */
class LeakTest {

    /** 100,000 once in a while: {@code -Dportalocker.cycles=100000}. */
    private static final int CYCLES = Integer.getInteger("portalocker.cycles", 3_000);

    private static final long NOISE = 3L << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void droppedHandleIsToldOfOnceAndItsLockStaysHeld(Subject subject) throws Exception {
        Path path = directory.resolve("x");
        try (Child child = child("-Dio.portalocker.leaks=place", "drop", subject.name(), path.toString())) {
            child.expect("dropped");
            String logged = child.line();
            LockBase<?, ?> opponent = subject.opponent().at(path);
            assertAll(
                    () -> assertTrue(logged.startsWith("logged "), logged),
                    () -> assertTrue(logged.contains("its handle is garbage"), logged),
                    () -> assertTrue(logged.contains("acquireAndForget"), logged),
                    () -> assertTrue(opponent.tryAcquire().isEmpty(), "it was unlocked"),
                    () -> assertTrue(child.line(Duration.ofMillis(200)).isEmpty(), "told twice"));
            child.say("end");
            assertEquals(0, child.exitCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void cyclesLeaveNothing(Subject subject) {
        int cycles = subject.isLog() ? CYCLES / 10 : CYCLES; // some hundred calls each
        try (Child child =
                child("-Xmx64m", "cycle", subject.name(), directory.resolve("x").toString(), "" + cycles)) {
            String line =
                    child.line(Duration.ofMinutes(10).plusMillis(20L * CYCLES)).orElseThrow();
            System.out.println(subject + " " + cycles + ": " + line);
            String[] words = line.split(" ", -1);
            int end = words.length;
            assertAll(
                    () -> assertTrue(line.startsWith("more [] "), line),
                    () -> assertTrue(Long.parseLong(words[end - 3]) < NOISE, line),
                    () -> assertTrue(Long.parseLong(words[end - 1]) < 4 * NOISE, line));
        }
    }

    private static Child child(String option, String... arguments) {
        List<String> command = new ArrayList<>(Jvm.command(Dropper.class, arguments));
        command.add(1, option);
        return Child.start(command);
    }
}
