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
}
