package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Loss.Reason;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.testkit.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a lease notices that it was lost: filelock's test_soft_lease, beat by beat. */
@EnabledOnOs(OS.LINUX) // whose calls are made to fail
class HeartbeatTest {
    private static final int EIO = 5;
    private static final int ESTALE = 116;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration DURATION = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final FakeTicker time = new FakeTicker();
    private final Plan plan = new Plan();
    private final List<Reason> losses = new ArrayList<>();
    private Path path;
    private PublishedMarker marker;
    private Heartbeat heartbeat;

    @BeforeEach
    void publish() throws IOException {
        path = directory.resolve("job.lease");
        marker = new MarkerPublication(new FaultyFiles(plan), time)
                .publish(path, new byte[] {'x'})
                .orElseThrow();
        heartbeat =
                new Heartbeat(marker, INTERVAL.toNanos(), DURATION.toNanos(), time, (loss, cause) -> losses.add(loss));
    }

    @AfterEach
    void withdraw() throws IOException {
        marker.withdraw();
    }

    private boolean beat() {
        time.pass(INTERVAL);
        return heartbeat.beat();
    }

    @Test
    void refreshesTheMarker() throws Exception {
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        assertTrue(beat());
        assertTrue(Files.getLastModifiedTime(path).toInstant().isAfter(Instant.EPOCH.plusSeconds(1)));
        assertEquals(List.of(), losses);
    }

    @Test
    void missingMarkerIsReportedOnce() throws Exception {
        Files.delete(path);
        assertTrue(beat());
        assertFalse(beat());
        assertFalse(beat());
        assertEquals(List.of(Reason.MISSING), losses);
    }

    @Test
    void otherMarkerIsReportedOnceAndNotRefreshed() throws Exception {
        Files.delete(path);
        Files.writeString(path, "theirs");
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        assertTrue(beat());
        assertFalse(beat());
        assertFalse(beat());
        assertEquals(List.of(Reason.TAKEN), losses);
        assertEquals(Instant.EPOCH, Files.getLastModifiedTime(path).toInstant());
    }

    @Test
    void markerThatIsAsideForAMomentIsNotLost() throws Exception {
        Path aside = directory.resolve("aside");
        for (int i = 0; i < 3; i++) {
            Files.move(path, aside);
            Files.writeString(path, "a breaker's");
            assertTrue(beat());
            Files.move(aside, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertTrue(beat());
        }
        assertEquals(List.of(), losses);
    }

    @Test
    void markerThatStaysAsideIsLostWhenItsTermIsOver() throws Exception {
        Path aside = Files.move(path, directory.resolve("aside"));
        Files.writeString(path, "a breaker's");
        time.pass(INTERVAL);
        assertTrue(heartbeat.beat());
        while (heartbeat.remaining() > heartbeat.pause()) {
            assertEquals(INTERVAL.toNanos() / 10, heartbeat.pause(), "it is looked for more often");
            assertTrue(heartbeat.beat());
            time.pass(Duration.ofNanos(heartbeat.pause()));
        }
        assertTrue(heartbeat.remaining() > 0);
        assertFalse(heartbeat.beat());
        assertEquals(List.of(Reason.TAKEN), losses);
        assertTrue(Files.exists(aside));
    }

    @Test
    void renamedDirectoryTakesTheMarkerAlong() throws Exception {
        Path job = Files.createDirectory(directory.resolve("job"));
        path = job.resolve("job.lease");
        marker = new MarkerPublication(new FaultyFiles(plan), time)
                .publish(path, new byte[] {'x'})
                .orElseThrow();
        heartbeat =
                new Heartbeat(marker, INTERVAL.toNanos(), DURATION.toNanos(), time, (loss, cause) -> losses.add(loss));
        Files.move(job, directory.resolve("renamed"));
        for (int i = 0; i < 5; i++) {
            assertTrue(beat());
        }
        assertEquals(List.of(), losses);
    }

    @Test
    void termEndsWithoutABeat() {
        time.pass(DURATION.minusNanos(1));
        assertTrue(heartbeat.remaining() > 0);
        assertTrue(heartbeat.expire());
        time.pass(Duration.ofNanos(1));
        assertTrue(heartbeat.remaining() <= 0);
        assertFalse(heartbeat.expire());
        assertEquals(List.of(Reason.OVERDUE), losses);
        assertFalse(heartbeat.expire());
        assertFalse(heartbeat.beat());
        assertEquals(1, losses.size());
    }

    @Test
    void termIsCountedFromBeforeTheBeat() {
        time.pass(INTERVAL);
        plan.after("isAt", () -> time.pass(Duration.ofSeconds(7)));
        assertTrue(heartbeat.beat());
        assertEquals(DURATION.minusSeconds(7).toNanos(), heartbeat.remaining());
    }

    @Test
    void transientErrorIsTolerated() {
        plan.fail("isAt", ESTALE);
        assertTrue(beat());
        plan.fail("futimens", EIO);
        assertTrue(heartbeat.beat());
        assertTrue(beat());
        plan.fail("futimens", EIO);
        assertTrue(beat(), "a success in between begins the count anew");
        assertEquals(List.of(), losses);
    }

    @Test
    void errorsThatLastAreALossBeforeOthersMayTakeIt() {
        plan.fail("futimens", EIO).fail("futimens", EIO);
        assertTrue(beat());
        assertFalse(beat(), "the next success would come when the lease may be gone");
        assertEquals(List.of(Reason.OVERDUE), losses);
        assertFalse(beat());
        assertEquals(1, losses.size());
    }

    @Test
    void stoppedHeartbeatDoesNothing() throws Exception {
        heartbeat.stop();
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        assertFalse(beat());
        assertEquals(Instant.EPOCH, Files.getLastModifiedTime(path).toInstant());
        assertEquals(List.of(), losses);
    }
}
