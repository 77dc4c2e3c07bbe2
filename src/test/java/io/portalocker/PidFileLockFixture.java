package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.internal.acquire.AtExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A pid file of this process. */
abstract class PidFileLockFixture {

    static final long OURS = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    Path file;
    Path sidecar;
    PidFileLock lock;

    @BeforeEach
    void describeLock() {
        file = directory.resolve("worker.pid");
        sidecar = directory.resolve("worker.pid.lock");
        lock = PidFileLock.of(file);
    }

    @AfterEach
    void nothingIsLeftForTheExit() {
        assertEquals(0, AtExit.size());
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
