package io.portalocker.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the project's own files are, for tests that read them. */
final class Project {
    static final Path ROOT = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
    static final Path BINDINGS = ROOT.resolve("bindings");

    private Project() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return every regular file below a folder, or the file itself, sorted} */
    static List<Path> files(Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a file's path below {@code bindings/}, with slashes on every system} */
    static String name(Path file) {
        return BINDINGS.relativize(file).toString().replace('\\', '/');
    }
}
