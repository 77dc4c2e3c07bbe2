package io.portalocker.internal.file;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;

/** What the path and the numbers of a lock must be like. */
public final class LockPath {

    private LockPath() {}

    /**
     * Checks a path and makes it absolute, so that a later change of the working directory by native code, or a record
     * printed in a log, cannot make it mean another file. Dots stay: behind a symbolic link {@code ..} is not the parent
     * in the text.
     */
    public static Path check(Path path) {
        Objects.requireNonNull(path, "path");
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("path is not of the default file system: " + path.toUri());
        }
        if (path.toString().isEmpty()) {
            throw new IllegalArgumentException("path is empty");
        }
        return path.toAbsolutePath();
    }

    /** Checks the path of something that must have a name in a directory. */
    public static Path checkFile(Path path) {
        Path checked = check(path);
        if (checked.getFileName() == null || checked.getParent() == null) {
            throw new IllegalArgumentException("path names no file: " + path);
        }
        return checked;
    }

    public static void checkNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }
}
