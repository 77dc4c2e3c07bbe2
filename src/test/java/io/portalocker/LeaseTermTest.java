package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.marker.LeaseKind;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.MarkerKind;
import io.portalocker.internal.marker.Seconds;
import io.portalocker.internal.marker.Watches;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.FakeTicker;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose term is over, by a clock of the test's. */
@Timeout(60)
class LeaseTermTest extends LeaseFixture {

    // Contenders, on a clock of their own

    private final FakeTicker time = new FakeTicker();
    private final MarkerEngine engine =
            MarkerEngine.of(Platform.current(), time, ThreadLocalRandom::current, new NamedGates(), new Watches());

    private Optional<Held> attempt(double seconds) throws LockException {
        Duration term = Seconds.toDuration(seconds);
        var kind = new LeaseKind(
                new MarkerKind(marker, LONG.toNanos(), engine), "0".repeat(32), seconds, term, term.dividedBy(3));
        return MarkerFixture.take(kind, Duration.ZERO, time);
    }

    private void writeLeaseOf(long pid, String host, String token) throws Exception {
        Files.writeString(
                marker,
                "filelock/2\npid=" + pid + "\nhost=" + host + "\nmode=lease\ntoken=" + token + "\nduration=30\n");
    }

    /** As after a pause of the JVM, before a beat or a timer has noticed. */
    @Test
    void leaseWhoseTermIsOverIsHeldNoLongerThoughNothingHasSaidSo() throws Exception {
        Held lease = attempt(30).orElseThrow();
        time.pass(Duration.ofSeconds(30).minusNanos(1));
        assertTrue(lease.isHeld());
        time.pass(Duration.ofNanos(1));
        assertFalse(lease.isHeld());
        assertThrows(LockLostException.class, lease::ensureHeld);
        assertThrows(LockLostException.class, lease::release);
    }

    @Test
    void expiryLetsAPeerInAfterAFullDurationOfWatching() throws Exception {
        writeLeaseOf(1, "another.example", "a");
        Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH)); // the other machine's clock says nothing
        assertEquals(Optional.empty(), attempt(30));
        time.pass(Duration.ofSeconds(30).minusNanos(1));
        assertEquals(Optional.empty(), attempt(30));
        time.pass(Duration.ofNanos(1));
        attempt(30).orElseThrow().release();
    }

    @Test
    void refreshBeginsTheWatchAnew() throws Exception {
        writeLeaseOf(1, "another.example", "a");
        assertEquals(Optional.empty(), attempt(30));
        time.pass(Duration.ofSeconds(29));
        Files.setLastModifiedTime(marker, FileTime.from(Instant.ofEpochSecond(5)));
        assertEquals(Optional.empty(), attempt(30));
        time.pass(Duration.ofSeconds(29));
        assertEquals(Optional.empty(), attempt(30));
        time.pass(Duration.ofSeconds(1));
        attempt(30).orElseThrow().release();
    }

    @Test
    void deadOwnerIsReclaimedEarlyWhateverItsDuration() throws Exception {
        long pid;
        try (Child child = Child.start("true")) {
            child.awaitExit();
            pid = child.pid();
        }
        writeLeaseOf(pid, engine.identity().host(), "a");
        attempt(7).orElseThrow().release();
    }

    @Test
    void otherDurationOfALivingOwnerIsAMismatch() throws Exception {
        writeLeaseOf(1, "another.example", "a");
        var e = assertThrows(LockMismatchException.class, () -> attempt(7));
        assertTrue(e.getMessage().contains("leased for 30.0 s by pid 1 on another.example"), e.getMessage());
        assertTrue(e.getMessage().contains("7.0 s was wanted"), e.getMessage());
        time.pass(LONG);
        assertThrows(LockMismatchException.class, () -> attempt(7));
        assertTrue(Files.exists(marker));
    }

    @Test
    void durationBeyondAllMeasureIsADurationToo() throws Exception {
        Files.writeString(marker, "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=1e+300\n");
        assertThrows(LockMismatchException.class, () -> attempt(7));
        assertEquals(Optional.of(Waiting.FOREVER), terms.owner().orElseThrow().duration());
        assertEquals(Optional.empty(), attempt(1e300));
    }

    @Test
    void locksWithoutTermAreNeverTakenByAge() throws Exception {
        for (String content : List.of(
                "1\nanother.example\n",
                "filelock/2\npid=1\nhost=another.example\nmode=exclusive\n",
                "filelock/2\npid=1\nhost=another.example\nmode=later\nduration=1\n",
                "1\nfilelock-strict-v1\0\n0\n")) {
            Files.writeString(marker, content);
            for (int i = 0; i < 3; i++) {
                assertEquals(Optional.empty(), attempt(1));
                time.pass(LONG);
            }
            assertEquals(content, Files.readString(marker));
        }
    }

    @Test
    void malformedMarkerIsBrokenAfterTwoSecondsNotAfterTheDuration() throws Exception {
        Files.writeString(marker, "filelock/2\npid=1\n");
        assertEquals(Optional.empty(), attempt(30));
        time.pass(Duration.ofSeconds(2));
        attempt(30).orElseThrow().release();
    }
}
