package io.portalocker.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody edits what was generated, and what it was generated from does not change without generating again. */
class ManifestTest {
    private static final String HASH = "sha256.";

    @TempDir
    Path scratch;

    @Test
    void everyFileIsTheOneThatTheGeneratorReadOrWrote() throws IOException {
        assertEquals(recorded(), found(Project.BINDINGS), "run bindings/generate");
    }

    @Test
    void theManifestNamesTheToolAndItsCommands() {
        var manifest = manifest();
        assertEquals("0b89a46", manifest.getProperty("tool.revision"));
        assertEquals("jextract 22", manifest.getProperty("tool.version"));
        for (var system : List.of("linux", "macos", "windows")) {
            var runs = new ArrayList<>(List.of("functions", "constants"));
            if (system.equals("windows")) {
                runs.addAll(List.of("advapi32", "ntdll", "rstrtmgr"));
            }
            for (var run : runs) {
                var command = manifest.getProperty("command." + system + "." + run, "");
                assertTrue(command.contains("jextract @" + run + ".txt "), command);
            }
        }
    }

    @Test
    void anEditAnAddedAndARemovedFileAreNoticed() throws IOException {
        copy(Project.BINDINGS, scratch);
        assertEquals(recorded(), found(scratch));

        var edited = scratch.resolve("linux/java/io/portalocker/bindings/linux/flock.java");
        var before = Files.readString(edited);
        Files.writeString(edited, before + " ");
        assertTrue(!recorded().equals(found(scratch)));
        Files.writeString(edited, before);

        var input = scratch.resolve("macos/headers/darwin.h");
        var header = Files.readString(input);
        Files.writeString(input, header.replace("#define LOCK_EX 2", "#define LOCK_EX 3"));
        assertTrue(!recorded().equals(found(scratch)));
        Files.writeString(input, header);

        var added = Files.writeString(scratch.resolve("windows/java/Extra.java"), "class Extra {}");
        assertTrue(!recorded().equals(found(scratch)));
        Files.delete(added);

        Files.delete(edited);
        assertTrue(!recorded().equals(found(scratch)));
    }

    private static Map<String, String> recorded() {
        var hashes = new TreeMap<String, String>();
        manifest().forEach((key, value) -> {
            if (key.toString().startsWith(HASH)) {
                hashes.put(key.toString().substring(HASH.length()), value.toString());
            }
        });
        return hashes;
    }

    private static Map<String, String> found(Path bindings) throws IOException {
        var hashes = new TreeMap<String, String>();
        for (var entry : List.of("generate", "linux", "macos", "windows")) {
            for (var file : Project.files(bindings.resolve(entry))) {
                hashes.put(bindings.relativize(file).toString().replace('\\', '/'), sha256(file));
            }
        }
        return hashes;
    }

    private static Properties manifest() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Project.read(Project.BINDINGS.resolve("manifest.properties"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var entry : List.of("generate", "linux", "macos", "windows")) {
            for (var file : Project.files(from.resolve(entry))) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
