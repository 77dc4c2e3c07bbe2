package io.portalocker;

import static io.portalocker.testkit.Background.elsewhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Ordinary;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Stranger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the file of filelock's native lock: content, permissions, and who deletes or replaces it. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class FileLockFileTest extends FileLockFixture {
    @Test
    void fileRemainsAfterRelease() throws Exception {
        lock.acquire().release();
        assertTrue(Files.exists(file));
        assertEquals(0, Files.size(file));
    }

    @Test
    void winnerAndLoserLeaveTheFileAsItIs() throws Exception {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        try (Held held = lock.acquire()) {
            assertEquals("old", Files.readString(file));
            Files.writeString(file, "the holder's");
            FileLock other = lock.withPermissions(PosixFilePermissions.fromString("rw-rw-rw-"));
            assertEquals(Optional.empty(), elsewhere(() -> other.tryAcquire(Duration.ofMillis(20))));
            assertEquals("the holder's", Files.readString(file));
            assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            held.ensureHeld();
        }
    }

    @Test
    void fileWithTwoNamesKeepsItsContentAndPermissions() throws Exception {
        Files.writeString(file, "precious");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.createLink(directory.resolve("other"), file);
        try (Held held = lock.withPermissions(PosixFilePermissions.fromString("rw-rw-rw-"))
                .acquire()) {
            held.ensureHeld();
            assertFalse(isFree());
            assertEquals("precious", Files.readString(file));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void fileOfAnotherOwnerKeepsItsContentAndPermissions() throws Exception {
        Stranger.owns(Files.writeString(file, "precious"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (Held held = lock.withPermissions(PosixFilePermissions.fromString("rw-rw-rw-"))
                .acquire()) {
            held.ensureHeld();
            assertFalse(isFree());
            assertEquals("precious", Files.readString(file));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-rw-rw-", "rw-------", "rwxr-xr-x"})
    void explicitPermissionsDefyTheUmask(String permissions) throws Exception {
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        lock.withPermissions(set).acquire().release();
        assertEquals(set, Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        lock.withPermissions(set).acquire().release();
        assertEquals(set, Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-----w-"));
        lock.acquire().release();
        assertEquals("rw-----w-", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void unsetPermissionsFollowTheUmask() throws Exception {
        for (var expected : List.of(List.of("022", "rw-r--r--"), List.of("077", "rw-------"))) {
            Files.deleteIfExists(file);
            List<String> command =
                    new ArrayList<>(List.of("sh", "-c", "umask " + expected.getFirst() + "; exec \"$@\"", "sh"));
            command.addAll(io.portalocker.testkit.Jvm.command(
                    io.portalocker.testkit.Holder.class, "filelock", file.toString()));
            try (Peer peer = Peer.ready(Child.start(command))) {
                assertTrue(peer.tryAcquire());
                assertEquals(expected.getLast(), PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void permissionsMustLetTheOwnerIn() {
        assertThrows(IllegalArgumentException.class, () -> lock.withPermissions(Set.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> lock.withPermissions(PosixFilePermissions.fromString("r--rw-rw-")));
    }

    @Test
    void waiterWithAnOldDescriptorCannotSplitTheLock() throws Exception {
        for (int i = 0; i < 20; i++) {
            Held first = lock.acquire();
            var waiter = Background.start(lock::acquire).awaitWaiting();
            Files.delete(file);
            Files.createFile(file);
            first.release();
            try (Held second = waiter.get()) {
                second.ensureHeld();
                assertFalse(isFree());
            }
        }
    }

    @Test
    void deletionUnderTheHolderIsSurvivedAndNoticed() throws Exception {
        try (Held held = lock.acquire()) {
            Files.delete(file);
            assertThrows(LockLostException.class, held::ensureHeld);
            try (Held again = lock.acquire()) {
                again.ensureHeld();
                assertFalse(isFree());
            }
        }
        assertTrue(isFree());
    }

    /** filelock: EACCES on create → open without create. */
    @Test
    void existingFileInADirectoryThatMayNotBeWrittenIsLocked() throws Exception {
        Files.createFile(file);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (Peer peer = Ordinary.user("filelock", file)) {
            assertTrue(peer.tryAcquire());
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** filelock: ENOENT with parent → retry. */
    @Test
    void directoryThatComesAndGoesIsTriedAgain() throws Exception {
        Path parent = directory.resolve("volatile");
        var done = new AtomicBoolean();
        var remover = Background.start(() -> {
            while (!done.get()) {
                try {
                    Files.deleteIfExists(parent);
                } catch (java.nio.file.DirectoryNotEmptyException e) {
                    Thread.onSpinWait();
                }
            }
            return null;
        });
        FileLock inside = FileLock.of(parent.resolve("file.lock")).withTimeout(Child.PATIENCE);
        try {
            for (int i = 0; i < 2000; i++) {
                inside.acquire().release();
                Files.delete(inside.path());
            }
        } finally {
            done.set(true);
        }
        remover.get();
    }
}
