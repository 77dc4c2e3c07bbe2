package io.portalocker.internal.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.testkit.FakeTicker;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking over takes what was judged and nothing else, whatever happens in between. The processes are the test's. */
class TakeOverTest {
    private static final long SELF = 7;
    private static final long DEAD = 666;
    private static final long LIVING = 42;
    private static final String STALE = DEAD + "\nhere\n";
    private static final String LIVE = LIVING + "\nhere\n";
    private static final String OURS = SELF + "\nhere\n";
    private static final String T = "0123456789abcdef".repeat(2);
    private static final int EXDEV = 18;
    private static final int EIO = 5;

    @TempDir
    Path directory;

    private final FakeTicker time = new FakeTicker();
    private final Plan plan = new Plan();
    private FaultyFiles files;
    private Path marker;

    /** The test's own world of processes. */
    private record Living(Set<Long> pids) implements Census {
        @Override
        public boolean isAlive(long pid) {
            return pids.contains(pid);
        }

        @Override
        public Optional<BigInteger> startToken(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean runsElsewhere(long pid, BigInteger start) {
            return false;
        }
    }

    @BeforeEach
    void writeAStaleMarker() throws IOException {
        Requirements.require(Platform.current().name().equals("Linux"), "Linux, whose calls are watched");
        files = new FaultyFiles(plan);
        marker = directory.resolve("job.lock");
        Files.writeString(marker, STALE);
    }

    private Optional<PublishedMarker> takeOver(MarkerNode judged, OptionalLong breaker) throws IOException {
        var self = new ProcessIdentity("here", SELF, Optional.empty());
        var stranded = new StrandedMarkers(files, self, new Living(Set.of(SELF, LIVING)));
        return new TakeOver(files, time, stranded, SELF).run(judged, OURS.getBytes(UTF_8), breaker);
    }

    private Optional<PublishedMarker> takeOver() throws IOException {
        try (MarkerNode judged = MarkerNode.find(files, marker).orElseThrow()) {
            return takeOver(judged, OptionalLong.of(DEAD));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void assertOnly(String content) throws IOException {
        assertEquals(List.of("job.lock"), names());
        assertEquals(content, Files.readString(marker));
    }

    private void assertTaken(Optional<PublishedMarker> taken) throws IOException {
        assertTrue(taken.orElseThrow().isCurrent());
        assertOnly(OURS);
        taken.get().withdraw();
        assertEquals(List.of(), names());
    }

    private void assertNotTaken(Optional<PublishedMarker> taken, String left) throws IOException {
        assertEquals(Optional.empty(), taken);
        assertOnly(left);
    }

    private void replace(String content) throws IOException {
        Files.delete(marker);
        Files.writeString(marker, content);
    }

    private Path aside(String kind, long pid, String content) throws IOException {
        return Files.writeString(directory.resolve("job.lock." + kind + "." + pid + "." + T), content);
    }

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
