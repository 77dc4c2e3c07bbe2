package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
    @TempDir
    Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void directoryIsTheOnePythonFinds() throws Exception {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        var all = Map.of("TMPDIR", first.toString(), "TEMP", second.toString());
        assertEquals(first, TemporaryDirectory.find(all::get, false));
        assertEquals(second, TemporaryDirectory.find(Map.of("TMP", second.toString())::get, false));
        var unusable = Map.of("TMPDIR", directory.resolve("missing").toString(), "TEMP", "", "TMP", second.toString());
        assertEquals(second, TemporaryDirectory.find(unusable::get, false));
        assertEquals(Path.of("/tmp"), TemporaryDirectory.find(name -> null, false));
        assertEquals(first, TemporaryDirectory.find(Map.of("TEMP", first.toString())::get, true));
    }

    /** A backslash is a character like any other here, so the directories of Windows can be made. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void windowsHasItsUsualDirectories() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own\\AppData\\Local\\Temp"));
        Path system = Files.createDirectory(directory.resolve("system\\Temp"));
        var both = Map.of(
                "USERPROFILE", directory.resolve("own").toString(),
                "SYSTEMROOT", directory.resolve("system").toString());
        assertEquals(own, TemporaryDirectory.find(both::get, true));
        assertEquals(
                system,
                TemporaryDirectory.find(
                        Map.of("SYSTEMROOT", directory.resolve("system").toString())::get, true));
        assertEquals(Path.of("").toAbsolutePath(), TemporaryDirectory.find(name -> null, true), "none of them is here");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void thisSystemsOwn() {
        assertEquals(TemporaryDirectory.find(System::getenv, false), TemporaryDirectory.find());
    }
}
