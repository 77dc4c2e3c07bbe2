package io.portalocker.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that all states of this JVM lock, which adds to the contention and takes nothing from the proof. */
final class LockFile {

    static final Path PATH = create();

    private LockFile() {}

    private static Path create() {
        try {
            Path path = Files.createTempFile("stress", ".lock");
            path.toFile().deleteOnExit();
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
