package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The compiled tests once more, in a JVM of another system: {@code systems/test}. */
final class Stage {
    private static final long PATIENCE_MINUTES = 20;

    private static final Pattern TOTAL = Pattern.compile("\\[ *(\\d+) tests (\\w+) *]");
    private static final Pattern LEFT_OUT = Pattern.compile(".* \u21b7 (.*)");

    private Stage() {}

    /** Runs it where it is installed, and says what it did. */
    static void run(String system) throws Exception {
        Path home = Build.target().resolve(system);
        Requirements.require(
                Files.exists(home.resolve("installed")),
                "a JVM of " + system + ", which systems/install " + system + " puts under target");
        Path log = home.resolve("test.log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Build.base().resolve("systems/test").toString(), system)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            stop(system, home, process);
        }
        assertTrue(ended, "still at work, see " + log);
        Map<String, Integer> totals = totals(log);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.println(system + ", in " + seconds + " s: " + totals);
        leftOut(log).forEach((why, times) -> System.out.println("  " + times + " left out: " + why));
        assertEquals(0, totals.get("failed"), "see " + log);
        assertEquals(0, process.exitValue(), "see " + log);
        assertTrue(totals.get("successful") > 0, "none ran, see " + log);
    }

    private static void stop(String system, Path home, Process process) throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (system.equals("windows")) {
            // The JVMs that tests have started are nobody's children.
            var server = new ProcessBuilder("wineserver", "--kill");
            server.environment().put("WINEPREFIX", home.resolve("prefix").toString());
            server.start().waitFor();
        }
    }

    /** What the launcher counts at the end: found, skipped, aborted, successful, failed. */
    private static Map<String, Integer> totals(Path log) throws IOException {
        Map<String, Integer> totals = new TreeMap<>();
        TOTAL.matcher(Files.readString(log))
                .results()
                .forEach(match -> totals.put(match.group(2), Integer.valueOf(match.group(1))));
        assertTrue(totals.containsKey("failed"), "it did not come to its end, see " + log);
        return totals;
    }

    /** Why tests, or whole classes of them, were left out. */
    private static Map<String, Integer> leftOut(Path log) throws IOException {
        Map<String, Integer> reasons = new TreeMap<>();
        LEFT_OUT.matcher(Files.readString(log))
                .results()
                .forEach(match -> reasons.merge(match.group(1), 1, Integer::sum));
        return reasons;
    }
}
