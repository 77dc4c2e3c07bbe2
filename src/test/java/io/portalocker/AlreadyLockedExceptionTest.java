package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.NotUnderWine;
import io.portalocker.testkit.Peer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The holder is asked for when somebody wants to know, and once. */
class AlreadyLockedExceptionTest {
    @TempDir
    Path directory;

    private AlreadyLockedException refused(Path file) {
        return assertThrows(
                LockTimeoutException.class,
                () -> Lock.of(file).withTimeout(Duration.ofMillis(1)).acquire());
    }

    @Test
    @NotUnderWine("the Restart Manager names who has a file open")
    void theHolderIsAskedForOnce() throws Exception {
        Path file = directory.resolve("lock");
        try (Peer holder = Peer.java("lock", file).acquire()) {
            AlreadyLockedException e = refused(file);
            List<LockHolder> holders = e.holders();
            assertEquals(holder.child().pid(), holders.getFirst().pid());
            String message = e.getMessage();
            holder.release();
            assertEquals(holders, e.holders());
            assertEquals(message, e.getMessage());
            assertTrue(
                    message.startsWith("'" + file + "' is locked (FLOCK) by pid "
                            + holder.child().pid()),
                    message);
            assertTrue(message.length() < 400, message);
            assertTrue(message.matches("(?s).*; waited 0\\.\\d{3} s of 0\\.001 s"), message);
        }
    }

    @Test
    void whoWasGoneByThenIsUnknown() throws Exception {
        Path file = directory.resolve("lock");
        AlreadyLockedException e;
        try (Peer holder = Peer.java("lock", file).acquire()) {
            e = refused(file);
            holder.release();
        }
        assertEquals(List.of(), e.holders());
        assertTrue(e.getMessage().contains("by an unknown holder"), e.getMessage());
    }

    @Test
    @NotUnderWine("the Restart Manager names who has a file open")
    void whoSendsTheExceptionAwaySendsTheHolder() throws Exception {
        Path file = directory.resolve("lock");
        try (Peer holder = Peer.java("lock", file).acquire()) {
            AlreadyLockedException e = refused(file);
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(e);
            }
            holder.release();
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                AlreadyLockedException read = (AlreadyLockedException) in.readObject();
                assertEquals(holder.child().pid(), read.holders().getFirst().pid());
                assertEquals(e.getMessage(), read.getMessage());
                assertEquals(e.waited(), read.waited());
            }
        }
    }
}
