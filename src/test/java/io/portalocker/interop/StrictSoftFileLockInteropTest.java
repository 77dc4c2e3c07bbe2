package io.portalocker.interop;

import static io.portalocker.interop.Twins.JAVA;
import static io.portalocker.interop.Twins.PYTHON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockMismatchException;
import io.portalocker.SoftFileLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.StrictSoftFileLock.ClaimOfOwner;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.PythonPeers.Release;
import io.portalocker.testkit.Stranger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link StrictSoftFileLock} and {@code filelock.StrictSoftFileLock} on the same claims. */
@Timeout(180)
class StrictSoftFileLockInteropTest {
    private static final byte[] SENTINEL = "1\nfilelock-strict-v1\0\n0\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Path file;
    private Path claims;
    private StrictSoftFileLock java;

    @BeforeEach
    void nameTheLock() {
        file = directory.resolve("job.strict");
        claims = directory.resolve("job.strict.filelock/claims");
        java = StrictSoftFileLock.of(file);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> all = Files.list(claims)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void javaExcludesPython(Release release) {
        Twins.assertExcludes(JAVA, (kind, path, options) -> Peer.python(release, kind, path, options), "strict", file);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void pythonExcludesJava(Release release) {
        Twins.assertExcludes((kind, path, options) -> Peer.python(release, kind, path, options), JAVA, "strict", file);
    }

    @Test
    void eachReadsTheOthersClaims() throws Exception {
        try (Peer python = Peer.python("strict", file)) {
            python.acquire();
            List<ClaimOfOwner> seen = java.claims();
            assertEquals(
                    List.of(true, false), seen.stream().map(ClaimOfOwner::held).toList());
            assertTrue(seen.stream()
                    .allMatch(claim -> claim.owner().pid() == python.child().pid()));
            assertEquals(1, java.holders().size());
            python.release();
        }
        assertEquals(List.of(), java.claims());
        try (var held = java.acquire();
                Child python = Child.python(
                        "import sys, filelock\n"
                                + "for c in filelock.StrictSoftFileLock(sys.argv[1]).claims(): print(c.name, c.state, c.pid, c.hostname, c.start)\n"
                                        .replace("claims()", "claims"),
                        file.toString())) {
            for (ClaimOfOwner claim : java.claims()) {
                python.expect(claim.name() + " " + (claim.held() ? "held" : "intent") + " "
                        + claim.owner().pid() + " " + claim.owner().host() + " "
                        + claim.owner().start().orElseThrow());
            }
            held.ensureHeld();
        }
    }

    @Test
    void whatIsOnDiskIsWhatPythonWrites() throws Exception {
        try (var held = java.acquire()) {
            assertTrue(held.isHeld());
            assertArrayEquals(SENTINEL, Files.readAllBytes(file));
            assertEquals(1, Files.getAttribute(file, "unix:nlink"));
            assertEquals(2, names().size());
            for (String name : names()) {
                assertTrue(name.matches("(held|intent)-v1-[0-9a-f]{32}\\.claim"), name);
                assertEquals(2, Files.getAttribute(claims.resolve(name), "unix:nlink"));
            }
            assertEquals(041755, (Integer) Files.getAttribute(claims, "unix:mode") & 0177777);
        }
        assertEquals(List.of(), names());
        assertTrue(Files.exists(file));
    }

    @Test
    void killedHolderBlocksUntilAPersonDecides() throws Exception {
        for (Twins.Starter starter : List.of(JAVA, PYTHON)) {
            try (Peer holder = starter.start("strict", file)) {
                holder.acquire();
                holder.kill();
            }
            assertEquals(Optional.empty(), java.tryAcquire());
            for (ClaimOfOwner claim : java.claims()) {
                assertTrue(java.forceBreak(claim.name()));
                assertFalse(java.forceBreak(claim.name()));
            }
            java.acquire().release();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "held-v2-x.claim", "intent-v1-0123456789ABCDEF0123456789ABCDEF.claim"})
    void claimThatIsNotUnderstoodKeepsEverybodyOut(String name) throws Exception {
        java.acquire().release();
        Files.writeString(claims.resolve(name), "?");
        assertThrows(LockMismatchException.class, java::tryAcquire);
        assertThrows(LockMismatchException.class, java::claims);
        assertTrue(java.forceBreak(name));
        java.acquire().release();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "filelock-strict-v1\n%s\n1\n68\n\n\n",
                "filelock-strict-v1\n%s\n01\n68\n\n",
                "filelock-strict-v1\n%s\n0\n68\n\n",
                "filelock-strict-v1\n%s\n1\n6A\n\n",
                "filelock-strict-v1\n%s\n1\n20\n\n",
                "filelock-strict-v1\n%s\n1\nff\n\n",
                "filelock-strict-v1\n%s\n1\n68\n-1\n",
                "filelock-strict-v2\n%s\n1\n68\n\n",
                "filelock-strict-v1\n00000000000000000000000000000000\n1\n68\n\n"
            })
    void malformedRecordKeepsEverybodyOut(String record) throws Exception {
        java.acquire().release();
        String token = "0123456789abcdef".repeat(2);
        Path claim = claims.resolve("intent-v1-" + token + ".claim");
        Files.writeString(claim, record.replace("%s", token));
        assertThrows(LockMismatchException.class, java::tryAcquire);
        assertTrue(Files.exists(claim));
    }

    @Test
    void softMarkersAtThePathAreWaitedForOrReported() throws Exception {
        try (Peer soft = Peer.python("soft", file)) {
            soft.acquire();
            assertEquals(Optional.empty(), java.tryAcquire());
            soft.kill();
        }
        assertThrows(LockMismatchException.class, java::tryAcquire);
        Files.delete(file);
        java.acquire().release();
        assertEquals(Optional.empty(), SoftFileLock.of(file).tryAcquire());
    }

    @Test
    void privateRecordsOfTheDeadAreRemovedAndYoungOnesAreNot() throws Exception {
        java.acquire().release();
        String hidden = ".intent-v1-" + "0".repeat(32) + ".claim.private-v1-" + "1".repeat(32) + ".tmp";
        Files.writeString(claims.resolve(hidden), "half");
        java.acquire().release();
        assertEquals(List.of(hidden), names());
        Files.setLastModifiedTime(claims.resolve(hidden), FileTime.fromMillis(1));
        Files.writeString(claims.resolve(".other"), "not ours");
        java.acquire().release();
        assertEquals(List.of(".other"), names());
    }

    @Test
    void directoryThatAnotherUserPlantedIsRefused() throws Exception {
        try (Child chmod = Child.start("chmod", "1777", directory.toString())) {
            assertEquals(0, chmod.awaitExit());
        }
        Path planted = Stranger.owns(Files.createDirectory(directory.resolve("job.strict.filelock")));
        assertThrows(LockMismatchException.class, java::tryAcquire);
        Files.delete(planted);
        Files.createSymbolicLink(planted, Files.createDirectory(directory.resolve("elsewhere")));
        assertThrows(LockMismatchException.class, java::tryAcquire);
    }

    @Test
    void fourJavaAndFourPythonProcessesNeverOverlap() throws Exception {
        Twins.assertExclusionUnderStress(directory, 25, "strict", file);
    }
}
