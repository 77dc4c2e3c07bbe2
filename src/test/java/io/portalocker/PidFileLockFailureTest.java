package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.file.PidFile;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Ordinary;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails in the middle leaves neither a lock nor another's number behind. */
@Timeout(120)
class PidFileLockFailureTest extends PidFileLockFixture {

    /** portalocker: sidecar unlinked before unlock. And the number before the sidecar. */
    @Test
    @NeedsPosix("a name that is removed while its file is open")
    void filesAreRemovedBeforeTheUnlock() throws Exception {
        try (var before = LockableFile.open(sidecar, OpenMode.A)) {
            Held held = lock.acquire();
            var waiter = Background.start(() -> {
                        Portalocker.lock(before, LockFlag.EXCLUSIVE);
                        return files();
                    })
                    .awaitWaiting();
            held.release();
            assertEquals(List.of(), waiter.get());
        }
    }

    /** portalocker: unlink failure still frees. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void failedRemovalFreesTheLock() throws Exception {
        try (Peer peer = Ordinary.user("pid", file)) {
            assertTrue(peer.tryAcquire());
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
            String answer = peer.child().ask("release");
            assertTrue(answer.startsWith("error LockIOException"), answer);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            lock.acquire().release();
            assertEquals(List.of(), files());
        }
    }

    /** portalocker: 7 publication failure stages roll back and lock is re-acquirable. */
    @ParameterizedTest
    @EnumSource(PidFile.Step.class)
    void failedPublicationIsUndone(PidFile.Step failing) throws Exception {
        IOException fault = new IOException("fault before " + failing);
        var e = assertThrows(
                LockIOException.class,
                () -> lock.acquireWatched(step -> {
                    if (step == failing) {
                        throw fault;
                    }
                }));
        assertSame(fault, e.getCause());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertEquals(List.of(), files());
        try (Held held = lock.acquire()) {
            held.ensureHeld();
            assertEquals(OptionalLong.of(OURS), lock.readPid());
        }
    }

    @ParameterizedTest
    @EnumSource(PidFile.Step.class)
    void failedPublicationLeavesTheNumberOfADeadHolder(PidFile.Step failing) throws Exception {
        Files.writeString(file, "4711");
        assertThrows(
                LockIOException.class,
                () -> lock.acquireWatched(step -> {
                    if (step == failing) {
                        throw new IOException("fault");
                    }
                }));
        assertEquals("4711", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    /** portalocker: fsync EINVAL/ENOTSUP tolerated. */
    @ParameterizedTest
    @ValueSource(strings = {"EINVAL", "ENOTSUP", "EOPNOTSUPP"})
    void fileSystemThatCannotForceIsTolerated(String symbol) throws Exception {
        Held held = lock.acquireWatched(failForcing(symbol));
        assertEquals(OptionalLong.of(OURS), lock.readPid());
        held.release();
        assertThrows(LockIOException.class, () -> lock.acquireWatched(failForcing("EIO")));
        assertEquals(List.of(), files());
    }

    private static PidFile.Watcher failForcing(String symbol) {
        return step -> {
            if (step == PidFile.Step.FORCE) {
                throw new SysException("fsync", 1, symbol, ErrorKind.OTHER);
            }
        };
    }

    @Test
    void directoryInTheWayOfTheNumber() throws Exception {
        Files.createDirectories(file.resolve("occupied"));
        var e = assertThrows(LockIOException.class, lock::acquire);
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertEquals(List.of(file), files());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullFileSystem() throws Exception {
        Requirements.requireProgram("unshare");
        try (var attempt = Child.start("unshare", "-m", "mount", "-t", "tmpfs", "none", directory.toString())) {
            Requirements.require(attempt.exitCode() == 0, "permission to mount in a namespace of one's own");
        }
        var command = new java.util.ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o size=4k none \"$0\" && echo 12345678 > \"$0/filler\" && exec \"$@\"",
                directory.toString()));
        command.addAll(io.portalocker.testkit.Jvm.command(io.portalocker.testkit.Holder.class, "pid", file.toString()));
        try (Peer peer = Peer.ready(Child.start(command))) {
            String answer = peer.child().ask("try");
            assertTrue(answer.startsWith("error LockIOException"), answer);
            assertTrue(answer.contains("ENOSPC (28)"), answer);
            assertEquals(answer, peer.child().ask("try"), "the lock was freed, and fails for the same reason again");
        }
    }
}
