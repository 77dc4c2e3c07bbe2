package io.portalocker.internal.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformDetectionTest {

    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."))
            .resolve("src/main/java")
            .resolve(PlatformDetectionTest.class.getPackageName().replace('.', '/'));

    /** Every system can be made on every other: nothing native is touched before a call. */
    @ParameterizedTest
    @CsvSource({
        "linux, Linux, linux, FLOCK, FLOCK LOCKF OFD",
        "mac os x, macOS, macos, FLOCK, FLOCK LOCKF",
        "darwin, macOS, macos, FLOCK, FLOCK LOCKF",
        "windows 11, Windows, windows, LOCK_FILE_EX, LOCK_FILE_EX",
        "windows server 2022, Windows, windows, LOCK_FILE_EX, LOCK_FILE_EX"
    })
    void findsTheSystem(String os, String name, String folder, Mechanism preferred, String mechanisms) {
        Platform platform = Platform.detect(os);
        String expected = PlatformDetectionTest.class.getPackageName() + "." + folder;
        assertEquals(name, platform.name());
        assertEquals(expected, platform.files().getClass().getPackageName());
        assertEquals(expected, platform.locks().getClass().getPackageName());
        assertEquals(expected, platform.processes().getClass().getPackageName());
        assertEquals(preferred, platform.locks().preferred());
        assertEquals(
                mechanisms,
                platform.locks().mechanisms().stream()
                        .sorted()
                        .map(Mechanism::name)
                        .collect(Collectors.joining(" ")));
    }

    /** Each folder may have helpers of its own beside these. */
    @ParameterizedTest
    @ValueSource(strings = {"linux", "macos", "windows"})
    void hasTheFilesOfEverySystem(String folder) throws IOException {
        Set<String> common = Set.of(
                "Native.java",
                "PlatformFiles.java",
                "PlatformLocks.java",
                "PlatformProcesses.java",
                "PlatformWaits.java",
                "package-info.java");
        assertTrue(names(folder).containsAll(common), () -> folder + " has only " + names(folder));
    }

    private static Set<String> names(String folder) {
        try (var files = Files.list(SOURCES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesOnOtherSystemsWithItsName() {
        var refused = assertThrows(UnsupportedOperationException.class, () -> Platform.detect("sunos"));
        assertTrue(refused.getMessage().contains("'sunos'"), refused.getMessage());
    }
}
