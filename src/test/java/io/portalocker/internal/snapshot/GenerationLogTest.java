package io.portalocker.internal.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.testkit.NeedsPosix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding the newest snapshot, and committing the next. */
class GenerationLogTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final int EIO = 5;
    private static final int EPERM = 1;

    @TempDir
    Path directory;

    private Path gen;
    private Host host;
    private GenerationLog log;

    @BeforeEach
    void prepare() throws IOException {
        Path root = directory.toRealPath().resolve("job.rw");
        host = new Host("here", LogEngine.onDisk(root));
        host.files.prepare();
        gen = root.resolve("gen");
        log = host.log();
    }

    private void commit(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            var view = log.newest();
            assertTrue(log.commit(view, view.snapshot().without(Set.of())));
        }
    }

    private Path file(long generation) {
        return gen.resolve(Snapshot.name(generation));
    }

    private long newest() throws IOException {
        return new Host("another", LogEngine.onDisk(gen.getParent()))
                .log()
                .newest()
                .snapshot()
                .generation();
    }

    @Test
    void filesAreAsTheProtocolSays() throws IOException {
        var view = log.newest();
        assertEquals(Snapshot.empty(0), view.snapshot());
        Snapshot next = view.snapshot().next(Optional.of(TOKEN), Set.of("f".repeat(32), "0".repeat(32)));
        assertTrue(log.commit(view, next));
        String epoch = Files.readString(gen.resolve("epoch"));
        assertTrue(epoch.matches("[0-9a-f]{32}\n"), epoch);
        String content = "filelock-rw/1\ngeneration=1\nwriter=" + TOKEN + "\nreader=" + "0".repeat(32) + "\nreader="
                + "f".repeat(32) + "\n";
        assertEquals(content, Files.readString(file(1)));
        assertEquals(epoch + content, Files.readString(gen.resolve("HEAD")));
        assertEquals(Optional.of(next), Snapshot.parse(content));
        try (Stream<Path> files = Files.list(gen)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void windowIsKeptAndWhatIsOlderIsRemoved() throws IOException {
        commit(200);
        try (Stream<Path> files = Files.list(gen)) {
            assertEquals(
                    LongStream.rangeClosed(136, 200).mapToObj(Snapshot::name).toList(),
                    files.map(path -> path.getFileName().toString())
                            .filter(Snapshot::isName)
                            .sorted()
                            .toList());
        }
        assertEquals(200, newest());
    }

    @Test
    void lateHeadAndNoHeadAreNoMatter() throws IOException {
        commit(3);
        byte[] late = Files.readAllBytes(gen.resolve("HEAD"));
        commit(2);
        Files.write(gen.resolve("HEAD"), late);
        assertEquals(5, newest());
        Files.delete(gen.resolve("HEAD"));
        assertEquals(5, newest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "torn", "EPOCHfilelock-rw/1\ngeneration=9", "OTHERfilelock-rw/1\ngeneration=9\n"})
    void headThatIsTornOrOfAnotherLogIsIgnored(String content) throws IOException {
        commit(2);
        String epoch = Files.readString(gen.resolve("epoch"));
        Files.writeString(gen.resolve("HEAD"), content.replace("EPOCH", epoch).replace("OTHER", TOKEN + "\n"));
        assertEquals(2, newest());
        commit(1);
        assertEquals(3, newest());
    }

    /** What a network file system may show for a while. */
    @Test
    void newestIsFoundBehindAnOldListing() throws IOException {
        commit(1);
        var old = new Host("another", new OldListing(host.files));
        commit(100);
        assertEquals(101, old.log().newest().snapshot().generation());
    }

    private static final class OldListing implements Records {
        private final Records files;

        OldListing(Records files) {
            this.files = files;
        }

        @Override
        public List<String> list(Place place) {
            return List.of(Snapshot.name(1));
        }

        @Override
        public void prepare() throws IOException {
            files.prepare();
        }

        @Override
        public Optional<String> read(Place place, String name) throws IOException {
            return files.read(place, name);
        }

        @Override
        public Optional<Identity> create(Place place, String name, String content, boolean durable) throws IOException {
            return files.create(place, name, content, durable);
        }

        @Override
        public boolean link(String existing, String name) throws IOException {
            return files.link(existing, name);
        }

        @Override
        public void replace(String existing, String name) throws IOException {
            files.replace(existing, name);
        }

        @Override
        public boolean overwrite(String name, String content, Identity identity) throws IOException {
            return files.overwrite(name, content, identity);
        }

        @Override
        public boolean isThere(String name, Identity identity) throws IOException {
            return files.isThere(name, identity);
        }

        @Override
        public void unlink(Place place, String name) throws IOException {
            files.unlink(place, name);
        }
    }

    @Test
    void gapIsLookedAcross() throws IOException {
        commit(10);
        Files.delete(gen.resolve("HEAD"));
        for (int i = 3; i < 10; i++) {
            Files.delete(file(i));
        }
        Files.delete(file(1));
        assertEquals(10, newest());
    }

    @Test
    void whatIsRememberedIsLookedForThoughNothingIsListed() throws IOException {
        commit(5);
        for (int i = 1; i <= 5; i++) {
            Files.delete(file(i));
        }
        Files.delete(gen.resolve("HEAD"));
        var e = assertThrows(RecordException.class, () -> log.newest());
        assertTrue(e.getMessage().contains("none can be read"), e.getMessage());
        assertEquals(0, newest(), "one who knows nothing of it begins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "filelock-rw/2\ngeneration=2\n",
                "filelock-rw/1\ngeneration=2",
                "filelock-rw/1\ngeneration=3\n",
                "filelock-rw/1\ngeneration=02\n",
                "filelock-rw/1\ngeneration=+2\n",
                "filelock-rw/1\ngeneration=2\ngeneration=2\n",
                "filelock-rw/1\n",
                "filelock-rw/1\ngeneration=2\nreader=0123\n",
                "filelock-rw/1\ngeneration=2\nreader=0123456789ABCDEF0123456789abcdef\n",
                "filelock-rw/1\ngeneration=2\nwriter=\n",
                "filelock-rw/1\ngeneration=2\nlater=1\n",
                "filelock-rw/1\ngeneration=2\n\n",
                "filelock-rw/1\ngeneration=2\nwriter=" + TOKEN + "\nwriter=" + TOKEN + "\n",
                "filelock-rw/1\ngeneration=2\nreader=" + TOKEN + "\nreader=" + TOKEN + "\n",
                "filelock-rw/1\ngeneration=2\nreader=ééééééééééééééééé\n",
            })
    void snapshotThatIsNoneLetsNobodyIn(String content) throws IOException {
        commit(1);
        Files.writeString(file(2), content);
        assertThrows(RecordException.class, () -> log.newest());
        assertThrows(RecordException.class, () -> host.reader().advance());
    }

    @Test
    void snapshotThatIsTooLongOrNoFileLetsNobodyIn() throws IOException {
        commit(1);
        String reader = "reader=" + TOKEN + "\n";
        Files.writeString(file(2), "filelock-rw/1\ngeneration=2\n" + reader.repeat((1 << 20) / reader.length() + 1));
        assertThrows(RecordException.class, () -> log.newest());
        Files.delete(file(2));
        Files.createDirectory(file(2));
        assertThrows(IOException.class, () -> log.newest());
        Files.delete(file(2));
        assertEquals(1, newest());
        Files.createFile(gen.resolve("99999999999999999999"));
        assertThrows(RecordException.class, () -> log.newest());
    }

    @Test
    @NeedsPosix("symbolic links")
    void snapshotThatIsALinkLetsNobodyIn() throws IOException {
        commit(1);
        Files.move(file(1), directory.resolve("elsewhere"));
        Files.createSymbolicLink(file(1), directory.resolve("elsewhere"));
        assertThrows(RecordException.class, () -> log.newest());
    }

    /** A snapshot with so many readers takes more than one buffer. */
    @Test
    void manyReaders() throws IOException {
        var view = log.newest();
        Set<String> readers = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            readers.add(Tokens.next());
        }
        Snapshot next = view.snapshot().next(Optional.empty(), readers);
        assertTrue(log.commit(view, next));
        assertEquals(next, log.newest().snapshot());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void answerOfTheLinkIsNotTrusted() throws IOException {
        var plan = new FaultyFiles.Plan();
        var files = new FaultyFiles(plan);
        var records = new RecordFiles(files, new RecordTree(files, 0, gen.getParent()));
        var over = new GenerationLog(records, new Memory(host.time), Tokens::next);
        var view = over.newest();
        plan.fail("linkat", EIO).after("linkat", () -> {
            try (Stream<Path> drafts = Files.list(gen)) {
                Path draft = drafts.filter(path -> path.getFileName().toString().startsWith(".commit-"))
                        .findAny()
                        .orElseThrow();
                Files.createLink(file(1), draft);
            }
        });
        assertTrue(over.commit(view, view.snapshot().without(Set.of())), "it landed");
        var next = over.newest();
        plan.fail("linkat", EIO);
        assertThrows(IOException.class, () -> over.commit(next, next.snapshot().without(Set.of())), "it did not");
        plan.fail("linkat", EPERM);
        var e = assertThrows(
                Refusal.class, () -> over.commit(next, next.snapshot().without(Set.of())));
        assertEquals(Refusal.Ground.Unsupported.UNSUPPORTED, e.ground());
        try (Stream<Path> left = Files.list(gen)) {
            assertFalse(left.anyMatch(path -> path.getFileName().toString().startsWith(".commit-")));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void draftThatWasSweptIsALostRace() throws IOException {
        var view = log.newest();
        host.files.before("link", () -> {
            try (Stream<Path> drafts = Files.list(gen)) {
                for (Path draft : drafts.filter(
                                path -> path.getFileName().toString().startsWith(".commit-"))
                        .toList()) {
                    Files.delete(draft);
                }
            }
        });
        assertFalse(log.commit(view, view.snapshot().without(Set.of())));
        commit(1);
    }

    @Test
    void epochIsMadeByOneAndReadByAll() throws IOException {
        host.files.before("create epoch", () -> Files.writeString(gen.resolve("epoch"), TOKEN + "\n"));
        assertEquals(Optional.of(TOKEN + "\n"), log.newest().epoch());
    }

    @Test
    void halfWrittenEpochCostsAnotherLook() throws IOException {
        Files.createFile(gen.resolve("epoch"));
        var view = log.newest();
        Files.writeString(gen.resolve("epoch"), TOKEN + "\n");
        assertFalse(log.commit(view, view.snapshot().without(Set.of())));
        commit(1);
    }

    @Test
    void glanceLeavesNoTrace() throws IOException {
        assertEquals(Snapshot.empty(0), log.glance().orElseThrow().snapshot());
        try (Stream<Path> files = Files.list(gen)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
