package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests of {@code src/jcstress}: what threads of one JVM see of each other's writes through the gate and through the locks
 * of files. One of them has no lock at all, and the run counts only if that one was seen to go wrong.
 */
class StressIT {
    /** One of jcstress's own presets: {@code quick} takes half a minute, {@code tough} hours. */
    private static final String MODE = System.getProperty("portalocker.stress", "quick");

    private static final boolean QUICK = MODE.equals("quick");
    private static final long MOST_MINUTES = QUICK ? 5 : Long.MAX_VALUE;

    private static final String LIBRARY =
            System.getProperty("portalocker.test.modulepath").split(File.pathSeparator, 2)[0];
    private static final String JCSTRESS = System.getProperty("portalocker.test.jcstress");
    private static final Path OUT = Build.target().resolve("jcstress");

    @TempDir
    Path directory;

    @Test
    void nothingForbiddenIsSeen() throws Exception {
        Requirements.require(Runtime.getRuntime().availableProcessors() >= 2, "two processors");
        Files.createDirectories(OUT);
        Path log = OUT.resolve("log.txt");
        var process = new ProcessBuilder(command(compile()))
                .directory(OUT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        assertTrue(ended, output);
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("Interesting tests: 1 matching test results."), output);
        assertTrue(output.contains("io.portalocker.stress.Unguarded"), output);
    }

    /** A jar, because jcstress's look for classes understands no directories. */
    private Path compile() throws Exception {
        Path classes = directory.resolve("classes");
        var javac = new ArrayList<>(List.of(
                tool("javac"),
                "--release=22",
                "-Xlint:all,-processing",
                "-Werror",
                "-proc:full",
                "-d",
                classes.toString(),
                "--class-path=" + LIBRARY + File.pathSeparator + JCSTRESS));
        try (var sources = Files.walk(Build.base().resolve("src/jcstress/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(javac::add);
        }
        assertEquals("", Outcome.of(directory, javac).cleanOutput());
        Path jar = directory.resolve("stress.jar");
        var pack = List.of(tool("jar"), "--create", "--file=" + jar, "-C", classes.toString(), ".");
        assertEquals("", Outcome.of(directory, pack).cleanOutput());
        return jar;
    }

    /** In a hurry, every test runs for half a second, with one set of options and all its actors compiled in the same way. */
    private List<String> command(Path tests) {
        String options = "--enable-native-access=ALL-UNNAMED -Djava.io.tmpdir=" + directory;
        var command = new ArrayList<>(List.of(
                Jvm.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + directory,
                "--class-path=" + String.join(File.pathSeparator, tests.toString(), LIBRARY, JCSTRESS),
                "org.openjdk.jcstress.Main",
                "-r",
                OUT.toString(),
                "-m",
                MODE));
        command.addAll(
                QUICK
                        ? List.of("-sc", "false", "-time", "100", "-jvmArgs", "-XX:+UseSerialGC " + options)
                        : List.of("-jvmArgsPrepend", options));
        return command;
    }

    private static String tool(String name) {
        return Jvm.java().resolveSibling(name).toString();
    }
}
