package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.internal.file.ReentrantFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lock on a file in a directory of the test's, of which nothing is remembered afterwards. */
abstract class FileLockFixture {
    @TempDir
    Path directory;

    Path file;
    FileLock lock;

    @BeforeEach
    void describeLock() {
        file = directory.resolve("file.lock");
        lock = FileLock.of(file);
    }

    @AfterEach
    void nothingIsRemembered() {
        assertEquals(0, ReentrantFile.OF_JVM.size());
    }

    final boolean isFree() throws Exception {
        return elsewhere(() -> {
            Optional<Held> held = lock.tryAcquire();
            if (held.isPresent()) {
                held.get().release();
            }
            return held.isPresent();
        });
    }
}
