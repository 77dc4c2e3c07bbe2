package io.portalocker.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Lock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** {@link FileLocked} on classes that are run from here, in this JVM and in others. */
@Timeout(180)
class FileLockedTest {
    private static final int ROUNDS = 40;

    @TempDir
    Path directory;

    /** Runs a class, which counts in a file of this directory. */
    static TestExecutionSummary run(Class<?> tests, Path directory) {
        System.setProperty("java.io.tmpdir", directory.toString());
        return TestClasses.run(tests);
    }

    private TestExecutionSummary run(Class<?> tests) {
        String before = System.getProperty("java.io.tmpdir");
        try {
            return run(tests, directory);
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    private static void assertAllSucceed(TestExecutionSummary summary, int tests) {
        assertEquals(
                List.of(),
                summary.getFailures().stream()
                        .map(failure -> failure.getException().toString())
                        .toList());
        assertEquals(tests, summary.getTestsSucceededCount());
    }

    /** The counter is read, and written a while later: without the lock, counts would be lost. */
    @Test
    void testsOfSeveralProcessesRunOneAtATime() throws Exception {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // In the tests' own JVM, Surefire opens the packages to JUnit.
            List<String> command =
                    new ArrayList<>(Jvm.command(Runner.class, Counting.class.getName(), directory.toString()));
            command.add(1, "--add-opens=io.portalocker/io.portalocker.junit=ALL-UNNAMED");
            children.add(Child.start(command));
        }
        for (Child child : children) {
            assertEquals(0, child.exitCode(), child::transcript);
            child.close();
        }
        assertEquals(3 * ROUNDS, Integer.parseInt(Files.readString(directory.resolve("count"))));
    }

    @Test
    void aMethodHoldsItFromSetUpToTearDown() {
        assertAllSucceed(run(OnMethods.class), 2);
        assertEquals(List.of("set up held", "held", "torn down held"), OnMethods.SEEN);
    }

    @Test
    void aClassHoldsItForAllItsTests() {
        assertAllSucceed(run(OnAClass.class), 2);
        assertEquals(List.of("held", "held", "held", "held"), OnAClass.SEEN);
    }

    @Test
    void whoCannotHaveItFailsAndSaysWhoHasIt() throws Exception {
        try (var _ = Lock.of(directory.resolve("portalocker-resource.lock")).acquire()) {
            var summary = run(Impatient.class);
            assertEquals(1, summary.getTestsFailedCount());
            var failure = summary.getFailures().getFirst().getException();
            assertTrue(failure instanceof AlreadyLockedException, failure::toString);
            assertTrue(failure.getMessage().contains("portalocker-resource.lock"), failure::getMessage);
        }
        assertEquals(1, run(Impatient.class).getTestsSucceededCount());
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        var failure = run(Misnamed.class).getFailures().getFirst().getException();
        assertTrue(failure.getMessage().contains("'../x'"), failure::getMessage);
    }

    /** What {@code java} starts: a process that runs a class of tests. */
    static final class Runner {
        public static void main(String[] args) throws Exception {
            System.setProperty("counted", args[1]);
            var summary = run(Class.forName(args[0]), Path.of(args[1]));
            summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
            System.exit(summary.getTestsSucceededCount() == ROUNDS ? 0 : 1);
        }
    }

    private static boolean isHeld(String name) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "portalocker-" + name + ".lock");
        try (var held = Lock.of(file).tryAcquire().orElse(null)) {
            return held == null;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String state() {
        return isHeld("resource") ? "held" : "free";
    }

    /** Run from above only. */
    @org.junit.jupiter.api.Disabled("run by FileLockedTest")
    static class Counting {
        @FileLocked("resource")
        @RepeatedTest(ROUNDS)
        void count() throws Exception {
            Path file = Path.of(System.getProperty("counted"), "count");
            int before = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
            Thread.sleep(2);
            Files.writeString(file, Integer.toString(before + 1));
        }
    }

    @org.junit.jupiter.api.Disabled("run by FileLockedTest")
    static class OnMethods {
        static final List<String> SEEN = new ArrayList<>();

        @BeforeEach
        void setUp() {
            SEEN.add("set up " + state());
        }

        @AfterEach
        void tearDown() {
            SEEN.add("torn down " + state());
        }

        @Test
        @FileLocked("resource")
        @FileLocked(value = "other", shared = true)
        void locked() {
            assertTrue(isHeld("other"));
            SEEN.add(state());
        }

        @Test
        void notLocked() {
            SEEN.removeIf(line -> line.endsWith("free"));
        }

        @AfterAll
        static void forget() {
            SEEN.removeIf(line -> line.endsWith("free"));
        }
    }

    @FileLocked("resource")
    @org.junit.jupiter.api.Disabled("run by FileLockedTest")
    static class OnAClass {
        static final List<String> SEEN = new ArrayList<>();

        @BeforeAll
        static void before() {
            SEEN.add(state());
        }

        @AfterAll
        static void after() {
            SEEN.add(state());
        }

        @Test
        @FileLocked("resource")
        void again() {
            SEEN.add(state());
        }

        @Nested
        class Inner {
            @Test
            void inside() {
                SEEN.add(state());
            }
        }
    }

    @org.junit.jupiter.api.Disabled("run by FileLockedTest")
    static class Impatient {
        @Test
        @FileLocked(value = "resource", timeoutSeconds = 0)
        void never() {}
    }

    @org.junit.jupiter.api.Disabled("run by FileLockedTest")
    static class Misnamed {
        @Test
        @FileLocked("../x")
        void never() {}
    }
}
