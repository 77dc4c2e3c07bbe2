package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each mode does to the file, and when. */
@Timeout(120)
class FileModeTest extends LockableFileFixture {

    // Modes

    private static final String PYTHON = """
        import sys
        path, mode = sys.argv[1:]
        with open(path, mode + 'b', buffering=0) as f:
            out = [f.tell()]
            out += [f.read(3).decode()] if f.readable() else ['-']
            out += [f.tell()]
            out += [f.write(b'AB')] if f.writable() else ['-']
            out += [f.tell()]
            f.seek(1)
            out += [f.write(b'C')] if f.writable() else ['-']
            out += [f.tell()]
        print(*out, open(path).read())
        """;

    /** What an opener finds, and where its bytes go, is as in Python. */
    @ParameterizedTest
    @ValueSource(strings = {"r", "r+", "w", "w+", "a", "a+", "x", "x+"})
    void modesAreThoseOfPython(String mode) throws Exception {
        boolean absent = mode.startsWith("x");
        Path theirs = directory.resolve("theirs");
        if (absent) {
            Files.delete(file);
        } else {
            Files.copy(file, theirs);
        }
        try (Child python = Child.python(PYTHON, theirs.toString(), mode)) {
            assertEquals(python.line(), steps(mode), "Python and we");
        }
    }

    private String steps(String mode) throws Exception {
        List<Object> steps = new ArrayList<>();
        try (LockableFile opened = LockableFile.open(file, mode)) {
            Portalocker.lock(opened, LockFlag.EXCLUSIVE);
            steps.add(opened.position());
            if (opened.mode().reads()) {
                ByteBuffer three = ByteBuffer.allocate(3);
                opened.read(three);
                steps.add(text(three));
            } else {
                steps.add("-");
            }
            steps.add(opened.position());
            steps.add(opened.mode().writes() ? opened.write(bytes("AB")) : "-");
            steps.add(opened.position());
            opened.position(1);
            steps.add(opened.mode().writes() ? opened.write(bytes("C")) : "-");
            steps.add(opened.position());
        }
        steps.add(Files.readString(file));
        return String.join(" ", steps.stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rb", "r+b", "rb+", "wt", "at+"})
    void binaryAndTextMeanNothing(String mode) {
        assertEquals(OpenMode.of(mode.replaceAll("[bt]", "")), OpenMode.of(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "w+"})
    void emptiesOnlyWhatItHasLocked(String mode) throws Exception {
        try (LockableFile opened = LockableFile.open(file, mode);
                LockableFile holder = LockableFile.open(file, "r")) {
            assertEquals(DIGITS, Files.readString(file), "opened");
            Portalocker.lock(holder, LockFlag.SHARED);
            assertThrows(
                    AlreadyLockedException.class,
                    () -> Portalocker.lock(opened, LockFlag.EXCLUSIVE, LockFlag.NON_BLOCKING));
            assertEquals(DIGITS, Files.readString(file), "refused");
            Portalocker.unlock(holder);
            Portalocker.lock(opened, LockFlag.EXCLUSIVE);
            assertEquals("", Files.readString(file), "locked");
            opened.write(bytes("new"));
            Portalocker.lock(opened, LockFlag.EXCLUSIVE);
            assertEquals("new", Files.readString(file), "once only");
        }
    }

    /** The peer's contender, and ours through {@link Lock}, destroy nothing while they wait. */
    @Test
    void losingContenderDestroysNothing() throws Exception {
        try (Peer holder = Peer.java("lock", file, "mode=r+")) {
            assertTrue(holder.tryAcquire());
            assertTrue(Lock.of(file).withMode(OpenMode.W).tryAcquire().isEmpty());
            assertEquals(DIGITS, Files.readString(file));
            holder.release();
            Lock.of(file).withMode(OpenMode.W).acquire().release();
            assertEquals("", Files.readString(file));
        }
    }

    @Test
    void appendsWhereTheFileEndsOnceItIsLocked() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "a")) {
            Files.writeString(file, DIGITS + DIGITS);
            Portalocker.lock(opened, LockFlag.EXCLUSIVE);
            assertEquals(20, opened.position());
            opened.position(0);
            opened.write(bytes("!"));
            assertEquals(DIGITS + DIGITS + "!", Files.readString(file));
        }
    }

    @Test
    void knowsWhatItMayDo() throws Exception {
        try (LockableFile reading = LockableFile.open(file, "r");
                LockableFile writing = LockableFile.open(file, "a")) {
            assertThrows(NonWritableChannelException.class, () -> reading.write(bytes("x")));
            assertThrows(NonWritableChannelException.class, () -> reading.write(bytes("x"), 0));
            assertThrows(NonWritableChannelException.class, () -> reading.write(new ByteBuffer[] {bytes("x")}));
            assertThrows(NonWritableChannelException.class, () -> reading.truncate(0));
            assertThrows(NonReadableChannelException.class, () -> writing.read(ByteBuffer.allocate(1)));
            assertThrows(NonReadableChannelException.class, () -> writing.read(ByteBuffer.allocate(1), 0));
            assertThrows(
                    NonReadableChannelException.class, () -> writing.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
        }
        assertEquals(DIGITS, Files.readString(file));
    }
}
