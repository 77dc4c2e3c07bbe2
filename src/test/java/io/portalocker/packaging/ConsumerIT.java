package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in {@code src/it}, compiled against the jar, run as a module, on the class path, and linked. */
class ConsumerIT {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Path SOURCES = Build.base().resolve("src/it/java");
    private static final String JAR =
            System.getProperty("portalocker.test.modulepath").split(File.pathSeparator, 2)[0];
    private static final String DENY = "--illegal-native-access=deny";

    @TempDir
    static Path directory;

    private static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        classes = directory.resolve("classes");
        assertEquals(
                "",
                run(
                        tool("javac"),
                        "--release=22",
                        "-Xlint:all",
                        "-Werror",
                        "--module-path=" + JAR,
                        "-d",
                        classes.toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("it/consumer/Main.java").toString()));
    }

    @Test
    void runsAsAModule() throws Exception {
        assertEquals(
                "held=true",
                firstWord(run(
                        tool("java"),
                        "--enable-native-access=io.portalocker",
                        "--module-path=" + JAR + File.pathSeparator + classes,
                        "--module=it.consumer/it.consumer.Main",
                        file("module.lock"))));
    }

    @Test
    void runsOnTheClassPath() throws Exception {
        assertEquals(
                "held=true",
                firstWord(run(
                        tool("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--class-path=" + JAR + File.pathSeparator + classes,
                        "it.consumer.Main",
                        file("class-path.lock"))));
    }

    @Test
    void isLinkedWithNothingButTheLibraryAndTheBaseModule() throws Exception {
        var image = directory.resolve("image");
        run(
                tool("jlink"),
                "--module-path=" + JAR + File.pathSeparator + classes,
                "--add-modules=it.consumer",
                "--add-options=--enable-native-access=io.portalocker" + (denies() ? " " + DENY : ""),
                "--output=" + image);
        var lock = file("image.lock");
        assertEquals(
                "held=true modules=[io.portalocker, it.consumer, java.base]",
                run(image.resolve("bin/java").toString(), "--module=it.consumer/it.consumer.Main", lock));
        assertEquals("protected", Files.readString(Path.of(lock)));
    }

    @Test
    void deniedNativeAccessNamesTheOption() throws Exception {
        if (!denies()) {
            return;
        }
        var outcome = Outcome.of(
                directory,
                List.of(
                        tool("java"),
                        DENY,
                        "--module-path=" + JAR + File.pathSeparator + classes,
                        "--module=it.consumer/it.consumer.Main",
                        file("denied.lock")));
        assertNotEquals(0, outcome.status());
        assertTrue(outcome.err().contains("--enable-native-access=io.portalocker"), outcome.err());
    }

    /** The option is there since JDK 24. */
    private static boolean denies() {
        return Runtime.version().feature() >= 24;
    }

    private static String run(String... command) throws Exception {
        return Outcome.of(directory, List.of(command)).cleanOutput();
    }

    private static String firstWord(String line) {
        return line.split(" ", 2)[0];
    }

    private static String tool(String name) {
        return BIN.resolve(name).toString();
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }
}
