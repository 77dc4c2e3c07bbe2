package io.portalocker.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Entry;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.testkit.NeedsPosix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that comes to the path of another between the look at the path and the opening. */
@Timeout(60)
@NeedsPosix("record locks of the process, and files replaced while they are open")
class ReplacedFileTest {
    private static final Opening PLAIN = new PlainOpening(Access.READ_APPEND);

    @TempDir
    Path directory;

    private FileKind kind(Opening opening, boolean shared) {
        return new FileKind(
                directory.resolve("lock"), opening, KernelLocking.LOCKF, shared, TimeUnit.MILLISECONDS.toNanos(1));
    }

    private FileHold take(FileKind kind) throws Exception {
        FileHold hold = Acquisition.take(kind, Deadline.IMMEDIATE);
        assertNotNull(hold);
        return hold;
    }

    private OpenFile openAnother(Path path) throws IOException {
        Path another = Files.createFile(directory.resolve("another"));
        Files.move(another, path, StandardCopyOption.ATOMIC_MOVE);
        return FileOpener.open(path, Access.READ_APPEND);
    }

    /** The process's record lock of the one file says nothing of the other, on which it would be granted to anybody. */
    @Test
    void isNotLockedBehindTheGateOfTheOther() throws Exception {
        FileHold first = take(kind(PLAIN, true));
        Opening replacing = (path, deadline) ->
                first.file().isAtPath() ? openAnother(path) : FileOpener.open(path, Access.READ_APPEND);
        take(kind(replacing, true)).release(Hold.Last.NOTHING);

        FileHold alone = take(kind(PLAIN, false));
        Gate old = Gates.OF_JVM.reference(first.file().device(), first.file().inode());
        var late = new FileHold(kind(PLAIN, true), null, old);
        assertEquals(Entry.INSIDE, late.enter(Deadline.IMMEDIATE));
        assertEquals(Outcome.REPLACED, late.attempt(Deadline.IMMEDIATE));
        old.leave(true);
        late.discard();

        alone.ensureHeld();
        alone.release(Hold.Last.NOTHING);
        first.release(Hold.Last.NOTHING);
    }
}
