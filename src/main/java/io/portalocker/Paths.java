package io.portalocker;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;

/** What the path and the numbers of a lock must be like. */
final class Paths {

    private Paths() {}

    /**
     * Checks a path and makes it absolute, so that a later change of the working directory by native code, or a record
     * printed in a log, cannot make it mean another file. Dots stay: behind a symbolic link {@code ..} is not the parent
     * in the text.
     */
    static Path check(Path path) {
        Objects.requireNonNull(path, "path");
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("path is not of the default file system: " + path.toUri());
        }
        if (path.toString().isEmpty()) {
            throw new IllegalArgumentException("path is empty");
        }
        return path.toAbsolutePath();
    }

    static void checkNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }
}
