package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** filelock's test_util: breaking takes what was judged and nothing else, whatever happens in between. */
class MarkerBreakTest {
    private static final String STALE = "1\nstale\n";
    private static final String LIVE = "2\nlive\n";

    @TempDir
    Path directory;

    private final Platform platform = Platform.current();
    private final Plan plan = new Plan();
    private FaultyFiles files;
    private Path marker;

    @BeforeEach
    void writeAStaleMarker() throws IOException {
        Requirements.require(platform.name().equals("Linux"), "Linux, whose calls are watched");
        files = new FaultyFiles(plan);
        marker = directory.resolve("job.lock");
        Files.writeString(marker, STALE);
    }

    private boolean runBreak(MarkerNode node, boolean aged) throws IOException {
        return new MarkerBreak(files, platform.locks(), 7, ThreadLocalRandom::current).run(node, aged);
    }

    private boolean runBreak(boolean aged) throws IOException {
        try (MarkerNode node = MarkerNode.find(files, marker).orElseThrow()) {
            return runBreak(node, aged);
        }
    }

    private void assertOnly(String content) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(List.of(marker), all.toList());
        }
        assertEquals(content, Files.readString(marker));
    }

    private void replace(String content) throws IOException {
        Files.delete(marker);
        Files.writeString(marker, content);
    }

    @Test
    void judgedMarkerIsRemoved() throws Exception {
        assertTrue(runBreak(false));
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(0, all.count());
        }
    }

    @Test
    void missingMarkerIsNobodysToBreak() throws Exception {
        try (MarkerNode node = MarkerNode.find(files, marker).orElseThrow()) {
            Files.delete(marker);
            assertFalse(runBreak(node, false));
        }
    }

    @Test
    void successorIsNotTouched() throws Exception {
        try (MarkerNode node = MarkerNode.find(files, marker).orElseThrow()) {
            replace(LIVE);
            assertFalse(runBreak(node, false));
        }
        assertOnly(LIVE);
    }

    @Test
    void inodeOfTheJudgedMarkerIsNotGivenOutWhileItIsJudged() throws Exception {
        try (MarkerNode node = MarkerNode.find(files, marker).orElseThrow()) {
            for (int i = 0; i < 100; i++) {
                replace(LIVE);
                assertFalse(node.status().isSameFile(files.status(marker)));
            }
        }
    }

    @Test
    void successorThatIsRenamedAwayGetsItsNameBack() throws Exception {
        plan.after("isAt", () -> replace(LIVE)); // after the check, before the rename
        assertFalse(runBreak(false));
        assertOnly(LIVE);
    }

    @Test
    void successorOfTheSuccessorIsNotReplaced() throws Exception {
        plan.after("isAt", () -> replace(LIVE)).after("isAt", () -> Files.writeString(marker, "3\nlater\n"));
        assertFalse(runBreak(false));
        assertOnly("3\nlater\n");
    }

    @Test
    void refreshAcquitsWhatWasJudgedByItsAge() throws Exception {
        plan.after("isAt", () -> Files.setLastModifiedTime(marker, FileTime.from(Instant.ofEpochSecond(77))));
        assertFalse(runBreak(true));
        assertOnly(STALE);
        plan.after("isAt", () -> Files.setLastModifiedTime(marker, FileTime.from(Instant.ofEpochSecond(78))));
        assertTrue(runBreak(false), "a dead owner does not come back to life");
    }

    @Test
    void recordThatIsFinishedMeanwhileIsAcquitted() throws Exception {
        plan.after("isAt", () -> Files.writeString(marker, LIVE));
        assertFalse(runBreak(true));
        assertOnly(LIVE);
    }

    @Test
    void symbolicLinkIsMovedAndNotFollowed() throws Exception {
        Path victim = directory.resolve("victim");
        Files.move(marker, victim);
        Files.createSymbolicLink(marker, victim);
        plan.after("isAt", () -> {
            Files.delete(marker);
            Files.createSymbolicLink(marker, directory);
        });
        assertFalse(runBreak(true));
        assertEquals(directory, Files.readSymbolicLink(marker), "another link was put back as it was");
        plan.after("isAt", () -> {
            Files.delete(marker);
            Files.writeString(marker, LIVE); // perhaps on the link's inode
        });
        assertFalse(runBreak(true));
        assertEquals(LIVE, Files.readString(marker));
        Files.delete(marker);
        Files.createSymbolicLink(marker, victim);
        assertTrue(runBreak(true));
        assertFalse(Files.exists(marker, LinkOption.NOFOLLOW_LINKS));
        assertEquals(STALE, Files.readString(victim));
    }

    @Test
    void breakersOfThisLibraryTakeTurns() throws Exception {
        long other = files.open(marker, OpenFlags.READ, 0);
        assertTrue(platform.locks().tryLock(Mechanism.FLOCK, other, false));
        assertFalse(runBreak(false));
        assertOnly(STALE);
        files.close(other);
        assertTrue(runBreak(false));
    }
}
