package io.portalocker.packaging;

import io.portalocker.testkit.Build;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.OS;

/** The image that {@code mvn package} makes. */
final class Image {
    static final Path BIN = Build.target().resolve("image/bin");

    private Image() {}

    static Path launcher() {
        return BIN.resolve(OS.WINDOWS.isCurrentOs() ? "portalocker.bat" : "portalocker");
    }
}
