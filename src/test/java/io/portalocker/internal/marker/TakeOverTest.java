package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Taking over takes what was judged and nothing else, whatever happens in between. The processes are the test's. */
class TakeOverTest extends TakeOverFixture {

    @Test
    void judgedMarkerGivesWayToACompleteOne() throws Exception {
        plan.after("exchange", () -> assertEquals(STALE, Files.readString(marker)))
                .after("exchanged", () -> assertEquals(OURS, Files.readString(marker)));
        assertTaken(takeOver());
    }

    @Test
    void missingMarkerIsNobodysToBreak() throws Exception {
        try (MarkerNode judged = MarkerNode.find(files, marker).orElseThrow()) {
            Files.delete(marker);
            assertEquals(Optional.empty(), takeOver(judged, OptionalLong.empty()));
            assertEquals(List.of(), names());
        }
    }

    @Test
    void successorIsNotTouched() throws Exception {
        try (MarkerNode judged = MarkerNode.find(files, marker).orElseThrow()) {
            replace(LIVE);
            assertNotTaken(takeOver(judged, OptionalLong.empty()), LIVE);
        }
    }

    @Test
    void inodeOfTheJudgedMarkerIsNotGivenOutWhileItIsJudged() throws Exception {
        try (MarkerNode judged = MarkerNode.find(files, marker).orElseThrow()) {
            for (int i = 0; i < 100; i++) {
                replace(LIVE);
                assertFalse(judged.status().isSameFile(files.status(marker)));
            }
        }
    }

    @Test
    void successorThatComesDuringTheSearchIsNotTouched() throws Exception {
        plan.after("status", () -> {}).after("status", () -> replace(LIVE)); // of the judgement, of the first look
        assertNotTaken(takeOver(), LIVE);
    }

    @Test
    void successorThatIsTakenGetsItsNameBack() throws Exception {
        plan.after("exchange", () -> replace(LIVE));
        assertNotTaken(takeOver(), LIVE);
    }

    @Test
    void pathThatIsFreedMeanwhileIsFree() throws Exception {
        plan.after("exchange", () -> Files.delete(marker));
        assertEquals(Optional.empty(), takeOver());
        assertEquals(List.of(), names());
    }

    @Test
    void refreshAcquits() throws Exception {
        plan.after("exchange", () -> Files.setLastModifiedTime(marker, FileTime.from(Instant.ofEpochSecond(77))));
        assertNotTaken(takeOver(), STALE);
    }

    @Test
    void recordThatIsFinishedMeanwhileIsAcquitted() throws Exception {
        plan.after("exchange", () -> Files.writeString(marker, LIVE));
        assertNotTaken(takeOver(), LIVE);
    }

    @Test
    void holderThatReleasesWhileItsMarkerIsAsideLeavesNothing() throws Exception {
        plan.after("exchange", () -> replace(LIVE))
                .after("exchanged", () -> Files.delete(marker)); // the holder had looked before the exchange
        assertEquals(Optional.empty(), takeOver());
        assertEquals(List.of(), names());
    }

    @Test
    void nestedBreakersUnwind() throws Exception {
        Path others = directory.resolve("job.lock.break.8." + T);
        plan.after("exchange", () -> replace(LIVE)).after("exchanged", () -> {
            Files.writeString(others, "8\nhere\n");
            new FaultyFiles(new Plan()).exchange(others, marker); // another breaker has ours aside now
        });
        time.atNextPause(() -> {
            try {
                new FaultyFiles(new Plan()).exchange(others, marker);
                Files.delete(others);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertNotTaken(takeOver(), LIVE);
    }

    @Test
    void markerThatOthersKeepSaysThatNobodyHoldsByIt() throws Exception {
        Path others = directory.resolve("kept");
        plan.after("exchange", () -> replace(LIVE)).after("exchanged", () -> {
            Files.move(marker, others, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(marker, "9\nhere\n"); // somebody who will not go
        });
        for (int i = 0; i < 500; i++) {
            plan.after("exchanged", () -> {});
        }
        assertEquals(Optional.empty(), takeOver());
        assertEquals("filelock/break\n7\n", Files.readString(others));
    }

    @Test
    void whereNamesCannotBeExchangedNothingIsMoved() throws Exception {
        plan.fail("exchange", EXDEV);
        assertEquals(
                ErrorKind.NOT_SUPPORTED,
                assertThrows(SysException.class, this::takeOver).kind());
        assertOnly(STALE);
    }

    @Test
    void failureAfterTheExchangePutsEverythingBack() throws Exception {
        plan.after("exchanged", () -> plan.fail("status", EIO));
        assertThrows(SysException.class, this::takeOver);
        assertOnly(STALE);
    }

    @Test
    void symbolicLinkIsMovedAndNotFollowed() throws Exception {
        Path victim = Files.createTempFile("victim", null);
        Files.delete(marker);
        Files.createSymbolicLink(marker, victim);
        plan.after("exchange", () -> {
            Files.delete(marker);
            Files.createSymbolicLink(marker, directory);
        });
        assertEquals(Optional.empty(), takeOver());
        assertEquals(directory, Files.readSymbolicLink(marker), "another link was put back as it was");
        Files.delete(marker);
        Files.createSymbolicLink(marker, victim);
        assertTaken(takeOver());
        assertTrue(Files.deleteIfExists(victim));
    }
}
