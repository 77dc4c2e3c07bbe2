package io.portalocker.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a process has open, as Linux shows it. */
public final class OpenFiles {
    private OpenFiles() {}

    /** How many descriptors of this process lead to files of a directory; none where the system does not show them. */
    public static long below(Path directory) {
        try {
            Path real = directory.toRealPath();
            return Files.isDirectory(entries("self", "fd")) ? leading("self", file -> file.startsWith(real)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many descriptors lead to files of a directory. */
    public static long below(long pid, Path directory) {
        return leading(Long.toString(pid), file -> file.startsWith(directory));
    }

    /** How many descriptors of this process lead where the test wants to know of. */
    public static long leading(Predicate<Path> where) {
        return leading("self", where);
    }

    private static long leading(String process, Predicate<Path> where) {
        return list(process, "fd").stream()
                .filter(descriptor -> {
                    try {
                        return where.test(Files.readSymbolicLink(descriptor));
                    } catch (IOException e) {
                        return false; // closed since
                    }
                })
                .count();
    }

    /** How many files it has watched by inotify. */
    public static long watches(long pid) {
        return list(Long.toString(pid), "fdinfo").stream()
                .flatMap(descriptor -> {
                    try {
                        return Files.readAllLines(descriptor).stream();
                    } catch (IOException e) {
                        return Stream.empty(); // closed since
                    }
                })
                .filter(line -> line.startsWith("inotify wd:"))
                .count();
    }

    private static List<Path> list(String process, String directory) {
        try (Stream<Path> all = Files.list(entries(process, directory))) {
            return all.toList();
        } catch (NoSuchFileException e) {
            throw new AssertionError("no process " + process, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path entries(String process, String directory) {
        return Path.of("/proc", process, directory);
    }
}
