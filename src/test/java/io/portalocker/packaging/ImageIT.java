package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/image} and the jar, as {@code mvn package} leaves them. */
class ImageIT {
    @TempDir
    Path directory;

    @Test
    void printsItsVersionAndNothingElse() throws Exception {
        assertTrue(output(Image.launcher().toString(), "--version").startsWith("portalocker "));
    }

    @Test
    void holdsTheCommandAndWhatItNeeds() throws Exception {
        var modules = output(Image.BIN.resolve("java").toString(), "--list-modules")
                .lines()
                .map(line -> line.split("@", 2)[0])
                .toList();
        assertEquals(
                List.of(
                        "com.google.gson",
                        "io.portalocker",
                        "java.base",
                        "java.management",
                        "jdk.unsupported",
                        "org.apache.commons.pool2",
                        "org.json",
                        "org.slf4j",
                        "org.slf4j.nop",
                        "redis.clients.authentication.core",
                        "redis.clients.jedis"),
                modules);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void launcherIsFoundThroughLinksWithBlanks() throws Exception {
        var first = Files.createSymbolicLink(directory.resolve("a link"), Image.launcher());
        var second = Files.createSymbolicLink(directory.resolve("b"), directory.relativize(first));
        assertTrue(output(second.toString(), "--version").startsWith("portalocker "));
        Files.delete(first); // JUnit warns of links out of its directory
        Files.delete(second);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void launcherPassesJavaOptionsOn() throws Exception {
        var options = Map.of("PORTALOCKER_JAVA_OPTS", "-Xmx20m -XshowSettings:vm");
        var outcome = Outcome.of(directory, options, List.of(Image.launcher().toString(), "--version"));
        assertEquals(0, outcome.status(), outcome::toString);
        assertTrue(outcome.err().contains("20.00M"), outcome.err());
    }

    @Test
    void sharedArchiveIsUsed() throws Exception {
        var log = output(Image.BIN.resolve("java").toString(), "-Xlog:class+load", "-m", "io.portalocker", "--version");
        var main = log.lines()
                .filter(line -> line.contains("io.portalocker.cli.Main "))
                .findFirst()
                .orElseThrow();
        assertTrue(main.contains("shared objects file"), main);
    }

    @Test
    void holdsTheManualCompletionsAndLicences() throws Exception {
        Path image = Image.BIN.getParent();
        assertTrue(
                Files.readString(image.resolve("share/man/man1/portalocker.1")).startsWith(".TH PORTALOCKER 1"));
        assertTrue(Files.readString(image.resolve("share/bash-completion/completions/portalocker"))
                .contains("complete -F _portalocker portalocker"));
        assertTrue(Files.readString(image.resolve("share/zsh/site-functions/_portalocker"))
                .startsWith("#compdef portalocker"));
        for (String library : List.of(
                "io.portalocker",
                "jedis",
                "redis-authx-core",
                "commons-pool2",
                "gson",
                "json",
                "slf4j-api",
                "slf4j-nop",
                "java.base")) {
            try (var texts = Files.list(image.resolve("legal").resolve(library))) {
                assertTrue(texts.anyMatch(text -> text.getFileName().toString().startsWith("LICENSE")), library);
            }
        }
    }

    @Test
    void isSmall() throws Exception {
        try (var files = Files.walk(Image.BIN.getParent())) {
            long bytes = files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
            assertTrue(bytes < 60_000_000, bytes + " bytes");
        }
    }

    @Test
    void entriesOfTheJarBearTheDateOfTheBuild() throws Exception {
        try (var jar =
                new JarFile(System.getProperty("portalocker.test.modulepath").split(File.pathSeparator, 2)[0])) {
            assertEquals(1, jar.stream().map(ZipEntry::getTime).distinct().count());
            assertEquals("ALL-UNNAMED", jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"));
        }
    }

    @Test
    void theJarSaysWhatItIs() throws Exception {
        try (var jar =
                new JarFile(System.getProperty("portalocker.test.modulepath").split(File.pathSeparator, 2)[0])) {
            for (String entry : List.of("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/portalocker/build")) {
                assertTrue(jar.getEntry(entry) != null, entry);
            }
            String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            String said = output(Image.launcher().toString(), "--version");
            assertTrue(said.matches("portalocker " + version + " \\(build \\S+( and changes)?\\), Java .*"), said);
        }
    }

    private String output(String... command) throws Exception {
        return Outcome.of(directory, List.of(command)).cleanOutput();
    }
}
