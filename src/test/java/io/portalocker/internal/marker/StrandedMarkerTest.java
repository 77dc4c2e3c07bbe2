package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Markers that a breaker left beside the lock when it died. */
class StrandedMarkerTest extends TakeOverFixture {

    @Test
    void markerThatADeadBreakerLeftAsideIsPutBack() throws Exception {
        Path aside = aside("break", DEAD, LIVE);
        Object file = Files.getAttribute(aside, "unix:ino");
        assertNotTaken(takeOver(), LIVE);
        assertEquals(file, Files.getAttribute(marker, "unix:ino"));
    }

    @Test
    void emptyMarkerAndStrictSentinelAreLive() throws Exception {
        for (String content : List.of("", "1\nfilelock-strict-v1\0\n0\n", "filelock/2\npid=1\nhost=h\nmode=later\n")) {
            replace(STALE);
            aside("break", DEAD, content);
            assertNotTaken(takeOver(), content);
        }
    }

    @Test
    void whatNobodyHoldsByIsRemovedFromBesideTheMarker() throws Exception {
        for (String content : List.of(STALE, "667\nhere\n", "junk", "filelock/released\n", "filelock/break\n1\n")) {
            aside("break", DEAD, content);
            assertTaken(takeOver());
            Files.writeString(marker, STALE);
        }
    }

    @Test
    void samePidOfAnotherMachineIsAHolder() throws Exception {
        aside("break", DEAD, DEAD + "\nthere\n");
        assertNotTaken(takeOver(), DEAD + "\nthere\n");
    }

    @Test
    void otherBreakersAndOtherLocksAreLeftAlone() throws Exception {
        aside("break", 667, LIVE);
        Files.writeString(directory.resolve("job.lock.break." + DEAD + ".short"), LIVE);
        Files.writeString(directory.resolve("job.lockbreak." + DEAD + "." + T), LIVE);
        Files.writeString(directory.resolve("other.lock.break." + DEAD + "." + T), LIVE);
        List<String> before = names();
        assertTrue(takeOver().isPresent());
        assertEquals(before, names());
        assertEquals(OURS, Files.readString(marker));
    }

    @Test
    void whatALivingProcessRestoresIsHeld() throws Exception {
        Path claimed = aside("restore", LIVING, "43\nelsewhere\n");
        assertEquals(Optional.empty(), takeOver());
        assertEquals(STALE, Files.readString(marker));
        assertTrue(Files.exists(claimed));
    }

    @Test
    void claimOfADeadProcessOrOfOurselvesIsTakenUp() throws Exception {
        for (long restorer : new long[] {667, SELF}) {
            replace(STALE);
            aside("restore", restorer, LIVE);
            assertNotTaken(takeOver(), LIVE);
        }
    }

    @Test
    void whatCannotBePutBackIsHeld() throws Exception {
        aside("break", DEAD, LIVE);
        plan.fail("exchange", EXDEV);
        assertEquals(Optional.empty(), takeOver());
        assertEquals(STALE, Files.readString(marker));
        assertEquals(2, names().size());
        assertTrue(names().get(1).startsWith("job.lock.break." + DEAD + "."), names()::toString);
    }

    @Test
    void longestNameCanBeTakenOver() throws Exception {
        for (int length : new int[] {202, 203, 204, 210, 211, 255}) {
            Files.delete(marker);
            marker = directory.resolve("n".repeat(length));
            Files.writeString(marker, STALE);
            PublishedMarker taken = takeOver().orElseThrow();
            assertEquals(OURS, Files.readString(marker));
            taken.withdraw();
            Files.writeString(marker, STALE);
        }
    }

    @Test
    void strandedMarkerOfALongNameIsFound() throws Exception {
        Files.delete(marker);
        marker = directory.resolve("n".repeat(255));
        Files.writeString(marker, STALE);
        Files.writeString(BreakNames.of(marker).aside(DEAD), LIVE);
        assertEquals(Optional.empty(), takeOver());
        assertEquals(LIVE, Files.readString(marker));
        assertFalse(Files.isSymbolicLink(marker) || Files.notExists(marker, LinkOption.NOFOLLOW_LINKS));
    }
}
