package io.portalocker.waiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process has open, as Linux shows it. */
final class OpenFiles {
    private OpenFiles() {}

    /** How many descriptors lead to files of a directory. */
    static long below(long pid, Path directory) {
        return entries(pid, "fd").stream()
                .filter(descriptor -> {
                    try {
                        return Files.readSymbolicLink(descriptor).startsWith(directory);
                    } catch (IOException e) {
                        return false; // closed since
                    }
                })
                .count();
    }

    /** How many files it has watched by inotify. */
    static long watches(long pid) {
        return entries(pid, "fdinfo").stream()
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

    private static List<Path> entries(long pid, String directory) {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + pid, directory))) {
            return all.toList();
        } catch (NoSuchFileException e) {
            throw new AssertionError("no process " + pid, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
