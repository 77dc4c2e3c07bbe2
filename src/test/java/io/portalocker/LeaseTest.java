package io.portalocker;

import static io.portalocker.testkit.Background.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.marker.Beating;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** filelock's test_soft_lease. */
@Timeout(60)
class LeaseTest extends LeaseFixture {

    private static List<Thread> heartbeatThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Beating.THREAD))
                .toList();
    }

    @Test
    void heartbeatRefreshesTheMarker() throws Exception {
        try (Lease lease = terms.acquire()) {
            Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH));
            await(() -> modified().toInstant().isAfter(Instant.EPOCH.plusSeconds(1)));
            assertFalse(lease.lost().toCompletableFuture().isDone());
            lease.ensureHeld();
        }
    }

    @Test
    void heartbeatStopsAtTheRelease() throws Exception {
        terms.acquire().release();
        Files.writeString(marker, "a later owner's\n");
        Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH));
        try (Lease other = SoftFileLease.of(directory.resolve("other"))
                .withDuration(LONG)
                .withHeartbeat(BEAT)
                .acquire()) {
            Path its = directory.resolve("other");
            Files.setLastModifiedTime(its, FileTime.from(Instant.EPOCH));
            await(() -> its.toFile().lastModified() != 0); // a beat has passed
            assertTrue(other.isHeld());
        }
        assertEquals(Instant.EPOCH, modified().toInstant());
    }

    @Test
    void eachLeaseHasAThreadOfItsOwnAndItGoes() throws Exception {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            leases.add(SoftFileLease.of(directory.resolve("lease" + i)).acquire());
        }
        await(() -> heartbeatThreads().size() == 20);
        assertTrue(heartbeatThreads().stream().allMatch(Thread::isDaemon));
        for (Lease lease : leases) {
            lease.release();
        }
        await(() -> heartbeatThreads().isEmpty());
    }

    private SoftFileLease lease(String name, Duration duration) {
        return SoftFileLease.of(directory.resolve(name)).withDuration(duration).withHeartbeat(BEAT);
    }

    private static void run(String... command) {
        try (Child child = Child.start(command)) {
            assertEquals(0, child.awaitExit(), child::transcript);
        }
    }

    private static boolean mounts(Path image, Path mounted) {
        try (Child child = Child.start("mount", "-o", "loop", image.toString(), mounted.toString())) {
            return child.awaitExit() == 0;
        }
    }

    @Test
    void leaseOnAFileSystemThatHangsDelaysNoOther() throws Exception {
        Requirements.requireProgram("fsfreeze");
        Requirements.requireProgram("mkfs.ext4");
        Path image = directory.resolve("image");
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        run("truncate", "--size=16M", image.toString());
        run("mkfs.ext4", "-q", image.toString());
        Requirements.require(mounts(image, mounted), "the right to mount a file system");
        try (Lease lease = terms.acquire()) {
            Lease hanging = lease("mounted/job.lease", Duration.ofSeconds(2)).acquire();
            run("fsfreeze", "--freeze", mounted.toString());
            try {
                assertEquals(
                        LockLostException.Reason.OVERDUE,
                        hanging.lost()
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS)
                                .reason());
                assertFalse(hanging.isHeld());
                assertThrows(LockLostException.class, hanging::ensureHeld);
                assertThrows(LockLostException.class, hanging::release);
                try (Lease later = lease("later", LONG).acquire()) {
                    for (Path beating : List.of(marker, directory.resolve("later"))) {
                        Files.setLastModifiedTime(beating, FileTime.from(Instant.EPOCH));
                        await(() -> modified(beating).toInstant().isAfter(Instant.EPOCH.plusSeconds(1)));
                    }
                    assertTrue(lease.isHeld() && later.isHeld());
                }
            } finally {
                run("fsfreeze", "--unfreeze", mounted.toString());
            }
            await(() -> Files.notExists(mounted.resolve("job.lease")));
        } finally {
            run("umount", mounted.toString());
        }
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void lossIsReportedOnceWithItsReason() throws Exception {
        BlockingQueue<LockLostException> reports = new LinkedBlockingQueue<>();
        Lease lease = terms.acquire();
        lease.onLost(reports::add);
        Files.delete(marker);
        LockLostException report = Objects.requireNonNull(reports.poll(30, TimeUnit.SECONDS));
        assertEquals(LockLostException.Reason.MISSING, report.reason());
        assertTrue(report.getMessage().contains(marker.toString()), report.getMessage());
        assertNull(report.getCause());
        assertFalse(lease.isHeld());
        assertThrows(LockLostException.class, lease::ensureHeld);
        lease.onLost(reports::add);
        assertEquals(
                report.getMessage(),
                Objects.requireNonNull(reports.poll(30, TimeUnit.SECONDS)).getMessage(),
                "who asks late is told at once");
        assertEquals(0, reports.size());
        assertThrows(LockLostException.class, lease::release);
        lease.release();
        assertFalse(lease.isHeld());
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void replacedMarkerIsALossAndStays() throws Exception {
        Lease lease = terms.acquire();
        Files.delete(marker);
        Files.writeString(marker, "1\nsuccessor.example\n");
        assertThrows(LockLostException.class, lease::ensureHeld);
        var compromise = lease.lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertEquals(LockLostException.Reason.TAKEN, compromise.reason());
        assertThrows(LockLostException.class, lease::close);
        assertEquals("1\nsuccessor.example\n", Files.readString(marker));
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void callbackMayReleaseTheLease() throws Exception {
        Lease lease = terms.acquire();
        BlockingQueue<Boolean> released = new LinkedBlockingQueue<>();
        lease.onLost(c -> {
            assertThrows(LockLostException.class, lease::release);
            released.add(!lease.isHeld());
        });
        Files.delete(marker);
        assertEquals(true, released.poll(30, TimeUnit.SECONDS));
        terms.acquire().release();
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void callbackThatBlocksDoesNotKeepOtherLeasesFromBeating() throws Exception {
        var forever = new java.util.concurrent.CountDownLatch(1);
        Lease lost = terms.acquire();
        lost.onLost(c -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Files.delete(marker);
        await(() -> !lost.isHeld());
        marker = directory.resolve("another.lease");
        try (Lease lease = new SoftFileLease(marker, LONG, BEAT, terms.waiting()).acquire()) {
            Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH));
            await(() -> modified().toInstant().isAfter(Instant.EPOCH.plusSeconds(1)));
            assertTrue(lease.isHeld());
        } finally {
            forever.countDown();
            assertThrows(LockLostException.class, lost::release);
        }
    }

    @Test
    void tokensNameClaims() throws Exception {
        String first;
        try (Lease lease = terms.acquire()) {
            first = lease.token();
            assertTrue(first.matches("[0-9a-f]{32}"));
            assertEquals(Optional.of(first), terms.owner().orElseThrow().token());
        }
        try (Lease lease = terms.acquire()) {
            assertFalse(first.equals(lease.token()));
        }
    }

    @Test
    void settingsAreValidated() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Waiting.FOREVER)) {
            assertThrows(IllegalArgumentException.class, () -> terms.withDuration(wrong));
        }
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), LONG)) {
            assertThrows(IllegalArgumentException.class, () -> terms.withHeartbeat(wrong));
        }
        assertEquals(Duration.ofSeconds(10), SoftFileLease.of(marker).heartbeat());
        assertEquals(
                Duration.ofSeconds(2),
                SoftFileLease.of(marker).withDuration(Duration.ofSeconds(6)).heartbeat());
    }
}
