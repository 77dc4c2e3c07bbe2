package io.portalocker.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * The module and its tests in one jar, and beside it what a JVM has learnt of them. So a child JVM takes a third of the time to
 * start and to take a first lock: one with a patched module may not even use what the JDK has learnt of itself.
 */
final class Packed {

    private final Path jar;
    private final Path cache;

    private Packed(Path home) {
        this.jar = home.resolve("module.jar");
        this.cache = home.resolve("start.jsa");
    }

    /** In a thread of its own: a test whose time is up is interrupted, which must not leave half a jar to the others. */
    static Packed of(Path classes, Path tests) {
        return CompletableFuture.supplyAsync(
                        () -> make(classes, tests), task -> Thread.ofPlatform().start(task))
                .join();
    }

    /** Packs them, unless this is done, by this JVM or by the other that runs tests. */
    private static Packed make(Path classes, Path tests) {
        Path home = tests.resolveSibling("children");
        var packed = new Packed(home);
        try {
            Files.createDirectories(home);
            try (var gate = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = gate.lock()) {
                Map<String, Path> files = new TreeMap<>();
                add(files, tests);
                add(files, classes);
                String state = Runtime.version() + " " + home + " " + System.getProperty("java.class.path") + "\n"
                        + state(files);
                Path marker = home.resolve("state.txt");
                if (!Files.exists(marker) || !Files.readString(marker).equals(state)) {
                    Files.deleteIfExists(marker);
                    packed.pack(files);
                    packed.learn(home);
                    Files.writeString(marker, state);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return packed;
    }

    private static void add(Map<String, Path> files, Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(root.relativize(file).toString(), file));
        }
    }

    private static String state(Map<String, Path> files) throws IOException {
        var state = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            state.append(file.getKey())
                    .append(' ')
                    .append(Files.getLastModifiedTime(file.getValue()))
                    .append('\n');
        }
        return state.toString();
    }

    private void pack(Map<String, Path> files) throws IOException {
        Files.deleteIfExists(jar); // which a child may have mapped
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                Files.copy(file.getValue(), out);
            }
        }
    }

    /**
     * Where it fails, children start slower; so they do under an agent, which changes classes. The classes alone: an
     * {@code AOTCache}, which keeps what is linked too, forgets {@code --add-reads} in JDK 25.
     */
    private void learn(Path home) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        if (System.getProperty("portalocker.test.agent") == null) {
            Path directory = Files.createDirectories(home.resolve("rehearsal"));
            List<String> command = Jvm.packed(this, Rehearsal.class, directory.toString());
            command.add(1, "-XX:ArchiveClassesAtExit=" + cache);
            Programs.succeeds(home.resolve("log.txt"), command);
        }
    }

    Path jar() {
        return jar;
    }

    /** Options by which a child uses what was learnt, without a word that any other option differs from the JDK's. */
    List<String> options() {
        return Files.exists(cache) ? List.of("-XX:SharedArchiveFile=" + cache, "-Xlog:cds*=off") : List.of();
    }
}
