package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.MarkerKind;
import io.portalocker.internal.marker.Watches;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A soft lock of a directory of the test's, in time of the test's. */
abstract class MarkerFixture {
    @TempDir
    Path directory;

    final FakeTicker time = new FakeTicker();
    final MarkerEngine engine = engine(time);
    Path marker;

    static MarkerEngine engine(FakeTicker time) {
        return MarkerEngine.of(Platform.current(), time, ThreadLocalRandom::current, new NamedGates(), new Watches());
    }

    @BeforeEach
    void nameTheMarker() {
        marker = directory.resolve("job.lock");
    }

    /** Takes what the engine takes, in time of the test's. */
    static <H extends Hold> Optional<Held> take(Kind<H> kind, Duration timeout, FakeTicker time) throws LockException {
        try {
            return Optional.ofNullable(Acquisition.take(kind, Deadline.after(timeout, time)))
                    .map(Handle::new);
        } catch (IOException e) {
            throw Failures.of(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    final MarkerKind kind(MarkerEngine by) {
        return new MarkerKind(marker, Duration.ofMillis(250).toNanos(), by);
    }

    final Optional<Held> attempt(MarkerEngine by) throws LockException {
        return take(kind(by), Duration.ZERO, time);
    }

    final Optional<Held> attempt() throws LockException {
        return attempt(engine);
    }

    final void assertTaken() throws Exception {
        Held hold = attempt().orElseThrow();
        assertEquals(
                engine.identity().pid(),
                SoftFileLock.of(marker).owner().orElseThrow().pid());
        hold.release();
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    final void assertLeftAlone() throws Exception {
        Object before = Files.readAttributes(
                        marker, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), attempt());
            time.pass(Duration.ofDays(1));
        }
        assertEquals(
                before,
                Files.readAttributes(
                                marker, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey());
    }
}
