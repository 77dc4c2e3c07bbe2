package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An open file that goes from holder to waiter: it has to be the waiter's file, at the waiter's path. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // where an open file keeps its name
class HandedOverFileTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        assertEquals(0, Gates.OF_JVM.size());
    }

    private static Lock lock(Path path) {
        return Lock.of(path).withTimeout(Waiting.FOREVER);
    }

    /** Looks at the gate of the file at a path. */
    private static int queued(Path path) throws Exception {
        Gate gate = gate(path);
        try {
            return gate.getQueueLength();
        } finally {
            Gates.OF_JVM.dereference(gate);
        }
    }

    private static Gate gate(Path path) throws Exception {
        FileStatus status = Platform.current().files().status(path);
        return Gates.OF_JVM.reference(status.device(), status.inode());
    }

    private static List<Background<LockedFile>> waiters(int count, Path path) throws Exception {
        List<Background<LockedFile>> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int before = queued(path);
            Background<LockedFile> waiter = Background.start(() -> lock(path).acquire());
            Background.await(() -> {
                try {
                    return queued(path) > before;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            waiters.add(waiter.awaitWaiting());
        }
        return waiters;
    }

    /** Two names of a file have one queue. Who came by one of them holds what is there, whatever becomes of the other. */
    @Test
    void fileOfAnotherNameIsNotTakenOver() throws Exception {
        Path one = Files.createFile(directory.resolve("one"));
        Path other = Files.createLink(directory.resolve("other"), one);
        LockedFile first = lock(one).acquire();
        List<Background<LockedFile>> waiting = waiters(3, other);
        first.release();
        try (LockedFile held = firstDone(waiting)) {
            held.ensureHeld(); // it waited with a file of its own
        }
        try (LockedFile held = firstDone(waiting)) {
            Files.delete(one);
            held.ensureHeld();
        }
        try (LockedFile held = firstDone(waiting)) {
            held.ensureHeld();
        }
    }

    private static LockedFile firstDone(List<Background<LockedFile>> waiting) throws Exception {
        Background.await(() -> waiting.stream().anyMatch(Background::isDone));
        Background<LockedFile> done =
                waiting.stream().filter(Background::isDone).findFirst().orElseThrow();
        waiting.remove(done);
        return done.get();
    }

    /** Those who wait without the file open what is at the path by then, and must stand before that file's gate. */
    @Test
    void replacedFileIsHeldBehindItsOwnGate() throws Exception {
        Path path = directory.resolve("lock");
        LockedFile first = lock(path).acquire();
        List<Background<LockedFile>> waiting = waiters(3, path);
        Path fresh = Files.createFile(directory.resolve("fresh"));
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        Gate gate = gate(path);
        try {
            first.close();
        } catch (LockLostException e) {
            assertEquals(LockLostException.Reason.REPLACED, e.reason());
        }
        for (int left = waiting.size(); left > 0; left--) {
            try (LockedFile held = firstDone(waiting)) {
                held.ensureHeld();
                assertFalse(gate.tryEnter(false), "somebody is inside");
            }
        }
        Gates.OF_JVM.dereference(gate);
    }
}
