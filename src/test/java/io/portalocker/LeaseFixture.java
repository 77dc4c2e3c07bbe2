package io.portalocker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lease that beats often, and lasts longer than any test. */
abstract class LeaseFixture {

    /** Beats often, and lasts longer than any test. */
    static final Duration BEAT = Duration.ofMillis(20);

    static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    Path marker;
    SoftFileLease terms;

    @BeforeEach
    void describe() {
        marker = directory.resolve("job.lease");
        terms = SoftFileLease.of(marker).withDuration(LONG).withHeartbeat(BEAT);
    }

    FileTime modified() {
        return modified(marker);
    }

    static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
