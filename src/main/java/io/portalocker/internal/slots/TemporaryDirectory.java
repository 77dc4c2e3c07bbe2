package io.portalocker.internal.slots;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the directory that Python's {@code tempfile.gettempdir} finds. The JVM's own {@code java.io.tmpdir} is another where
 * {@code TMPDIR} is set, and processes would not meet.
 */
public final class TemporaryDirectory {

    private TemporaryDirectory() {}

    public static Path find() {
        return find(System::getenv, File.separatorChar == '\\');
    }

    /**
     * Finds the first that can be written to; if there is none, the working directory. {@code windows}: whether
     * Windows' usual directories are the ones to try.
     */
    static Path find(UnaryOperator<@Nullable String> environment, boolean windows) {
        Stream<String> named = Stream.of("TMPDIR", "TEMP", "TMP").map(environment);
        Stream<String> usual = windows
                ? Stream.of(
                        under(environment.apply("USERPROFILE"), "AppData\\Local\\Temp"),
                        under(environment.apply("SYSTEMROOT"), "Temp"),
                        "c:\\temp",
                        "c:\\tmp",
                        "\\temp",
                        "\\tmp")
                : Stream.of("/tmp", "/var/tmp", "/usr/tmp");
        return Stream.concat(named, usual)
                .filter(Objects::nonNull)
                .filter(name -> !name.isEmpty())
                .flatMap(TemporaryDirectory::usable)
                .findFirst()
                .orElseGet(() -> Path.of("").toAbsolutePath());
    }

    private static @Nullable String under(@Nullable String parent, String child) {
        return parent == null ? null : parent + "\\" + child;
    }

    private static Stream<Path> usable(String name) {
        try {
            Path path = Path.of(name).toAbsolutePath();
            return Files.isDirectory(path) && Files.isWritable(path) ? Stream.of(path) : Stream.empty();
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
