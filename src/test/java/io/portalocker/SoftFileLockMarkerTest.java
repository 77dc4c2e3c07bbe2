package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Holder;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Peer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The marker of a soft lock as a file: its permissions, its directory, and what a release leaves alone. */
@Timeout(60)
class SoftFileLockMarkerTest extends MarkerFixture {
    @Test
    @NeedsPosix("permission bits and a umask")
    void markerWithoutOwnersWriteBitIsAnErrorAtOnceToWhomItBinds() throws Exception {
        Files.writeString(marker, "1\nanother.example\n");
        Files.setPosixFilePermissions(marker, PosixFilePermissions.fromString("r--r--r--"));
        if (Files.isWritable(marker)) { // root
            assertLeftAlone();
        } else {
            var e = assertThrows(LockIOException.class, this::attempt);
            assertInstanceOf(AccessDeniedException.class, e.getCause());
        }
    }

    /** Everybody may have written it, and a sticky directory says who may remove it: a person decides. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deadMarkerThatIsNotTakenIsNamedWithTheRemedy() throws Exception {
        Files.setAttribute(directory, "unix:mode", 01777);
        long pid;
        try (Child dead = Child.start("true")) {
            dead.awaitExit();
            pid = dead.pid();
        }
        Files.writeString(marker, pid + "\n" + engine.identity().host() + "\n");
        Files.setPosixFilePermissions(marker, PosixFilePermissions.fromString("rw-rw-rw-"));
        var e = assertThrows(
                AlreadyLockedException.class,
                () -> SoftFileLock.of(marker).withTimeout(Duration.ZERO).acquire());
        for (String told : List.of("pid " + pid, "which is gone", "remove it by hand")) {
            assertTrue(e.getMessage().contains(told), e.getMessage());
        }
        assertTrue(SoftFileLock.of(marker).forceBreak());
        SoftFileLock.of(marker).withTimeout(Duration.ZERO).acquire().release();
    }

    @Test
    @NeedsPosix("permission bits and a umask")
    void markerIsWritableByItsOwnerOnly() throws Exception {
        try (var held = attempt().orElseThrow()) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(marker));
            assertTrue(mode.startsWith("rw"), mode);
            assertEquals('-', mode.charAt(4), mode);
            assertEquals('-', mode.charAt(7), mode);
            assertEquals(1, Files.getAttribute(marker, "unix:nlink"));
            assertTrue(held.isHeld());
        }
    }

    @Test
    @NeedsPosix("permission bits and a umask")
    void umaskIsObeyedSaveForTheOwnersWriteBit() throws Exception {
        for (var umask : Map.of("0077", "rw-------", "0222", "rw-r--r--", "0000", "rw-r--r--")
                .entrySet()) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "umask $0; exec \"$@\"", umask.getKey()));
            command.addAll(Jvm.command(Holder.class, "soft", marker.toString()));
            try (Peer peer = Peer.ready(Child.start(command))) {
                peer.acquire();
                assertEquals(umask.getValue(), PosixFilePermissions.toString(Files.getPosixFilePermissions(marker)));
                peer.release();
            }
        }
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void releaseNeverRemovesASuccessor() throws Exception {
        Held hold = attempt().orElseThrow();
        Files.delete(marker);
        Files.writeString(marker, "1\nsuccessor.example\n");
        assertThrows(LockLostException.class, hold::ensureHeld);
        hold.release();
        assertEquals("1\nsuccessor.example\n", Files.readString(marker));
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void releaseOfARemovedMarkerSucceeds() throws Exception {
        Held hold = attempt().orElseThrow();
        Files.delete(marker);
        assertThrows(LockLostException.class, hold::ensureHeld);
        hold.release();
        assertTaken();
    }

    @Test
    void missingDirectoriesAreMade() throws Exception {
        marker = directory.resolve("a/b/c/job.lock");
        attempt().orElseThrow().release();
        assertTrue(Files.isDirectory(marker.getParent()));
    }

    @Test
    void directoryThatIsAFileIsAnError() throws IOException {
        Files.createFile(directory.resolve("a"));
        marker = directory.resolve("a/job.lock");
        assertThrows(LockIOException.class, this::attempt);
    }

    @Test
    void forceBreakRemovesWhateverMarkerThereIs() throws Exception {
        Files.writeString(marker, "1\nanother.example\n");
        assertTrue(SoftFileLock.of(marker).forceBreak());
        assertFalse(SoftFileLock.of(marker).forceBreak());
        assertTaken();
    }
}
