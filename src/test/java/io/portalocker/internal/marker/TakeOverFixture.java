package io.portalocker.internal.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.testkit.FakeTicker;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stale marker, and files whose calls fail as planned. */
abstract class TakeOverFixture {

    static final long SELF = 7;
    static final long DEAD = 666;
    static final long LIVING = 42;
    static final String STALE = DEAD + "\nhere\n";
    static final String LIVE = LIVING + "\nhere\n";
    static final String OURS = SELF + "\nhere\n";
    static final String T = "0123456789abcdef".repeat(2);
    static final int EXDEV = 18;
    static final int EIO = 5;

    @TempDir
    Path directory;

    final FakeTicker time = new FakeTicker();
    final Plan plan = new Plan();
    FaultyFiles files;
    Path marker;

    /** The test's own world of processes. */
    record Living(Set<Long> pids) implements Census {
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

    Optional<PublishedMarker> takeOver(MarkerNode judged, OptionalLong breaker) throws IOException {
        var self = new ProcessIdentity("here", SELF, Optional.empty());
        var stranded = new StrandedMarkers(files, self, new Living(Set.of(SELF, LIVING)));
        return new TakeOver(files, time, stranded, SELF).run(judged, OURS.getBytes(UTF_8), breaker);
    }

    Optional<PublishedMarker> takeOver() throws IOException {
        try (MarkerNode judged = MarkerNode.find(files, marker).orElseThrow()) {
            return takeOver(judged, OptionalLong.of(DEAD));
        }
    }

    List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    void assertOnly(String content) throws IOException {
        assertEquals(List.of("job.lock"), names());
        assertEquals(content, Files.readString(marker));
    }

    void assertTaken(Optional<PublishedMarker> taken) throws IOException {
        assertTrue(taken.orElseThrow().isCurrent());
        assertOnly(OURS);
        taken.get().withdraw();
        assertEquals(List.of(), names());
    }

    void assertNotTaken(Optional<PublishedMarker> taken, String left) throws IOException {
        assertEquals(Optional.empty(), taken);
        assertOnly(left);
    }

    void replace(String content) throws IOException {
        Files.delete(marker);
        Files.writeString(marker, content);
    }

    Path aside(String kind, long pid, String content) throws IOException {
        return Files.writeString(directory.resolve("job.lock." + kind + "." + pid + "." + T), content);
    }
}
