package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.internal.file.LockFiles;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Stranger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whose word counts in a directory that everybody may write, and in one that not everybody may. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // which alone tells whose a lock is
class NeighboursTest {
    @TempDir
    Path directory;

    private Neighbours neighbours;
    private Path file;

    @BeforeEach
    void letEverybodyIn() throws Exception {
        permit(directory, "rwxrwxrwx");
        neighbours = new Neighbours(directory);
        file = Files.createFile(directory.resolve("gpu.00.lock"));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private FileStatus status() throws IOException {
        return LockFiles.status(file).orElseThrow();
    }

    @Test
    void lockOfAnotherProcessOfOursIsUsed() throws Exception {
        try (Peer peer = Peer.java("filelock", file)) {
            assertTrue(peer.tryAcquire());
            assertTrue(neighbours.isUsed(file));
        }
    }

    @Test
    void lockOfAStrangerIsNot() throws Exception {
        permit(file, "rw-rw-rw-");
        try (Child stranger = Stranger.locks(file, "-s")) {
            assertFalse(neighbours.isUsed(file));
            assertEquals(
                    "; pid " + stranger.pid() + " belongs to another user (12345)" + neighbours.remedy(),
                    neighbours.advice(List.of(file), List.of(stranger.pid())));
        }
    }

    @Test
    void neitherIsOurOwnLockNorNoneNorNoFile() throws Exception {
        assertFalse(neighbours.isUsed(file));
        try (var hold = Lock.of(file).acquire()) {
            hold.ensureHeld();
            assertFalse(neighbours.isUsed(file));
        }
        Files.delete(file);
        assertFalse(neighbours.isUsed(file));
    }

    @Test
    void writtenIsWhatNobodyElseCouldWrite() throws Exception {
        permit(file, "rw-rw-r--");
        assertTrue(neighbours.isWritten(status()));
        permit(file, "rw-rw-rw-");
        assertFalse(neighbours.isWritten(status()));
        permit(file, "rw-r--r--");
        Stranger.owns(file);
        assertFalse(neighbours.isWritten(status()));
    }

    @Test
    void plantedIsWhatAStrangerOwns() throws Exception {
        assertFalse(neighbours.isPlanted(file));
        assertFalse(neighbours.isPlanted(directory.resolve("none")));
        assertEquals("", neighbours.advice(List.of(file), List.of()));
        Stranger.owns(file);
        assertTrue(neighbours.isPlanted(file));
        assertEquals(
                "; '" + file + "' belongs to another user (12345)" + neighbours.remedy(),
                neighbours.advice(List.of(file), List.of()));
    }

    @Test
    void processThatIsGoneBelongsToNobodyKnown() {
        String advice = neighbours.advice(List.of(), List.of(4_194_305L)); // one more than there can be
        assertTrue(advice.startsWith("; pid 4194305 belongs to an unknown user: everybody may write"), advice);
    }

    @Test
    void whereNotEverybodyMayWriteAllAreUsers() throws Exception {
        permit(directory, "rwxrwxr-x");
        Stranger.owns(file);
        permit(file, "rw-rw-rw-");
        assertTrue(neighbours.isUsed(file));
        assertTrue(neighbours.isUsed(directory.resolve("none")));
        assertTrue(neighbours.isWritten(status()));
        assertFalse(neighbours.isPlanted(file));
        assertEquals("", neighbours.advice(List.of(file), List.of(4_194_305L)));
    }

    @Test
    void directoryThatIsGoneTellsNothing() throws Exception {
        Files.delete(file);
        Files.delete(directory);
        assertFalse(neighbours.isPlanted(file));
        assertEquals("", neighbours.advice(List.of(file), List.of(4_194_305L)));
        Files.createDirectory(directory);
    }
}
