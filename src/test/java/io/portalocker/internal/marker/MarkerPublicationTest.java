package io.portalocker.internal.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.internal.wait.Ticker;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marker appears whole or not at all, whatever fails. */
class MarkerPublicationTest {
    private static final int ENOSPC = 28;
    private static final int EIO = 5;
    private static final byte[] RECORD = "12\nhost\n34\n".getBytes(UTF_8);

    /** A file system without hard links. */
    private static final MarkerPublication.Links NO_LINKS = (link, existing) -> {
        throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
    };

    @TempDir
    Path directory;

    private final Plan plan = new Plan();
    private Path marker;

    @BeforeEach
    void requireLinux() {
        Requirements.require(Platform.current().name().equals("Linux"), "Linux, whose calls are made to fail");
        marker = directory.resolve("job.lock");
    }

    private MarkerPublication publication(MarkerPublication.Links links) {
        return new MarkerPublication(new FaultyFiles(plan), Ticker.SYSTEM, links);
    }

    private MarkerPublication publication() {
        return publication(Files::createLink);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private void assertPublished(Optional<PublishedMarker> published) throws IOException {
        assertTrue(published.orElseThrow().isCurrent());
        assertEquals(new String(RECORD, UTF_8), Files.readString(marker));
        assertEquals(List.of(marker), files());
        assertEquals(1, Files.getAttribute(marker, "unix:nlink"));
        published.get().withdraw();
        assertEquals(List.of(), files());
    }

    @Test
    void shortWritesAreLooped() throws Exception {
        plan.shortWrites(1);
        assertPublished(publication().publish(marker, RECORD));
        assertPublished(publication(NO_LINKS).publish(marker, RECORD));
    }

    @Test
    void failedWriteLeavesNothing() throws Exception {
        for (var links : List.<MarkerPublication.Links>of(Files::createLink, NO_LINKS)) {
            plan.fail("write", ENOSPC);
            assertThrows(SysException.class, () -> publication(links).publish(marker, RECORD));
            assertEquals(List.of(), files());
        }
    }

    @Test
    void failedWriteDoesNotRemoveASuccessor() throws Exception {
        plan.pass("write") // of the private file
                .fail("write", ENOSPC)
                .after("write", () -> {
                    Files.delete(marker);
                    Files.writeString(marker, "successor");
                });
        assertThrows(SysException.class, () -> publication(NO_LINKS).publish(marker, RECORD));
        assertEquals("successor", Files.readString(marker));
        assertEquals(List.of(marker), files());
    }

    @Test
    void takenNameIsContention() throws Exception {
        for (var links : List.<MarkerPublication.Links>of(Files::createLink, NO_LINKS)) {
            Files.writeString(marker, "theirs");
            assertEquals(Optional.empty(), publication(links).publish(marker, RECORD));
            assertEquals("theirs", Files.readString(marker));
            assertEquals(List.of(marker), files());
        }
    }

    @Test
    void linkThatWasMadeAndDeniedCounts() throws Exception {
        assertPublished(publication((link, existing) -> {
                    Files.createLink(link, existing);
                    throw new FileAlreadyExistsException(link.toString()); // as NFS, asked twice
                })
                .publish(marker, RECORD));
    }

    /** Whoever has no handle of it could never withdraw it, and this process lives on. */
    @Test
    void noErrorLeavesAMarkerOfNobody() throws Exception {
        var linked = publication((link, existing) -> {
            Files.createLink(link, existing);
            throw new OutOfMemoryError("after the call");
        });
        assertThrows(OutOfMemoryError.class, () -> linked.publish(marker, RECORD));
        assertEquals(List.of(), files());
        var refused = publication((link, existing) -> {
            throw new IllegalStateException("before the call");
        });
        assertThrows(IllegalStateException.class, () -> refused.publish(marker, RECORD));
        assertEquals(List.of(), files());
    }

    @Test
    void privateNameThatStaysIsAFailureAndNoLock() throws Exception {
        var obstructed = publication((link, existing) -> {
            Files.createLink(link, existing);
            Files.delete(existing);
            return Files.createFile(Files.createDirectory(existing).resolve("in the way"));
        });
        assertThrows(DirectoryNotEmptyException.class, () -> obstructed.publish(marker, RECORD));
        assertFalse(Files.exists(marker));
    }

    @Test
    void withoutLinksItIsCreatedExclusively() throws Exception {
        assertPublished(publication(NO_LINKS).publish(marker, RECORD));
    }

    @Test
    void nobodyEverSeesHalfARecord() throws Exception {
        plan.shortWrites(1);
        var published = publication((link, existing) -> {
                    assertFalse(Files.exists(marker));
                    assertEquals(new String(RECORD, UTF_8), Files.readString(existing));
                    return Files.createLink(link, existing);
                })
                .publish(marker, RECORD);
        assertPublished(published);
    }

    @Test
    void releaseRetriesAfterAFailure() throws Exception {
        PublishedMarker published = publication().publish(marker, RECORD).orElseThrow();
        plan.fail("isAt", EIO);
        assertThrows(SysException.class, published::withdraw);
        assertEquals(List.of(marker), files());
        published.withdraw();
        assertEquals(List.of(), files());
    }

    @Test
    void releaseThatFailedNeverRemovesASuccessorOnTheSameInode() throws Exception {
        for (int i = 0; i < 100; i++) {
            PublishedMarker published = publication().publish(marker, RECORD).orElseThrow();
            plan.fail("isAt", EIO);
            assertThrows(SysException.class, published::withdraw);
            Files.delete(marker); // broken by force
            Files.writeString(marker, "successor");
            published.withdraw();
            assertEquals("successor", Files.readString(marker));
            Files.delete(marker);
        }
    }

    @Test
    void releaseOfAMarkerThatLiesAsideSaysSoInIt() throws Exception {
        Path aside = directory.resolve("job.lock.break.7." + "0".repeat(32));
        PublishedMarker published = publication().publish(marker, RECORD).orElseThrow();
        Files.move(marker, aside);
        Files.writeString(marker, "a breaker's");
        published.withdraw();
        assertEquals("a breaker's", Files.readString(marker));
        assertEquals("filelock/released\n", Files.readString(aside));
    }

    /** Another breaker has it under a name of its own, and is going to put it back. */
    @Test
    void whatWasNeverALockSaysSoWhereverItLies() throws Exception {
        Path aside = directory.resolve("job.lock.break.7." + "0".repeat(32));
        PublishedMarker published = publication().publish(marker, RECORD).orElseThrow();
        Files.move(marker, aside);
        published.abandon(marker);
        assertEquals("filelock/released\n", Files.readString(aside));
    }
}
