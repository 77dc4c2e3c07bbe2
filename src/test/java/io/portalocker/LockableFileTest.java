package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LockableFileTest extends LockableFileFixture {

    private static ByteBuffer buffer(int capacity, boolean direct) {
        return direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    }

    // Bytes

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAndWritesAnyBuffer(boolean direct) throws Exception {
        byte[] content = new byte[300_000]; // several times what one call moves from the heap
        new Random(4711).nextBytes(content);
        ByteBuffer source = buffer(content.length + 20, direct).position(10);
        source.put(content).flip().position(10);
        try (LockableFile opened = LockableFile.open(file, "w+")) {
            Portalocker.lock(opened, LockFlag.EXCLUSIVE);
            assertEquals(content.length, opened.write(source));
            assertFalse(source.hasRemaining());
            assertEquals(content.length, opened.position());
            assertEquals(content.length, opened.size());
            opened.force(false);
            opened.force(true);
            assertArrayEquals(content, Files.readAllBytes(file));

            ByteBuffer target = buffer(content.length + 5, direct).position(5);
            opened.position(0);
            while (target.hasRemaining()) {
                assertTrue(opened.read(target) > 0);
            }
            assertEquals(-1, opened.read(buffer(1, direct)), "the end");
            assertEquals(0, opened.read(buffer(0, direct)), "no room");
            assertEquals(ByteBuffer.wrap(content), target.position(5));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void positionedAccessLeavesThePosition(boolean direct) throws Exception {
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            opened.position(2);
            ByteBuffer target = buffer(4, direct);
            assertEquals(4, opened.read(target, 3));
            assertEquals("3456", text(target));
            ByteBuffer source = buffer(2, direct).put(bytes("AB")).flip();
            assertEquals(2, opened.write(source, 7));
            assertEquals(2, opened.position());
            assertEquals("0123456AB9", Files.readString(file));
            assertEquals(-1, opened.read(buffer(4, direct), 10));
            assertEquals(1, opened.read(buffer(4, direct), 9), "a short read");
            assertThrows(IllegalArgumentException.class, () -> opened.read(buffer(1, direct), -1));
            assertThrows(IllegalArgumentException.class, () -> opened.write(buffer(1, direct), -1));
            assertThrows(IllegalArgumentException.class, () -> opened.position(-1));
            assertThrows(IllegalArgumentException.class, () -> opened.truncate(-1));
        }
    }

    @Test
    void scattersAndGathers() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "w+")) {
            Portalocker.lock(opened, LockFlag.EXCLUSIVE);
            ByteBuffer[] sources = {
                bytes("ab"),
                ByteBuffer.allocate(0),
                buffer(3, true).put(bytes("cde")).flip(),
                bytes("f")
            };
            assertEquals(6, opened.write(sources));
            assertEquals("abcdef", Files.readString(file));
            assertEquals(0, opened.write(sources), "nothing remains");
            assertEquals(1, opened.write(new ByteBuffer[] {bytes("no"), bytes("g"), bytes("no")}, 1, 1));

            ByteBuffer[] targets = {buffer(1, true), ByteBuffer.allocate(2), ByteBuffer.allocate(0), buffer(9, false)};
            opened.position(0);
            assertEquals(7, opened.read(targets));
            assertEquals("a", text(targets[0]));
            assertEquals("bc", text(targets[1]));
            assertEquals("defg", text(targets[3]));
            assertEquals(-1, opened.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> opened.read(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 2));
        }
    }

    @Test
    void readOnlyBufferIsRefused() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "r")) {
            ByteBuffer readOnly = ByteBuffer.allocate(4).asReadOnlyBuffer();
            assertThrows(IllegalArgumentException.class, () -> opened.read(readOnly));
            assertThrows(IllegalArgumentException.class, () -> opened.read(new ByteBuffer[] {readOnly}));
            assertEquals(0, opened.position());
        }
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            assertEquals(2, opened.write(bytes("AB").asReadOnlyBuffer()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 2, (1L << 32) - 2, (1L << 32) + 5, 5_000_000_000L, 1L << 40})
    void offsetsMayBeLarge(long offset) throws Exception {
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            assertEquals(4, opened.write(bytes("far!"), offset));
            assertEquals(offset + 4, opened.size());
            assertEquals(offset, opened.position(offset).position());
            ByteBuffer target = ByteBuffer.allocate(9);
            assertEquals(4, opened.read(target));
            assertEquals("far!", text(target));
            opened.truncate(offset + 1);
            assertEquals(offset + 1, opened.size());
            assertEquals(offset + 1, opened.position(), "moved to the end");
            opened.truncate(10);
        }
        assertEquals(DIGITS, Files.readString(file));
    }

    @Test
    void truncatingBeyondTheEndChangesNothing() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            opened.position(15);
            opened.truncate(12);
            assertEquals(10, opened.size());
            assertEquals(12, opened.position());
        }
    }

    // The end

    @Test
    void closedFileIsRefused() throws Exception {
        LockableFile opened = LockableFile.open(file, "r+");
        assertTrue(opened.isOpen());
        opened.close();
        opened.close();
        assertFalse(opened.isOpen());
        assertThrows(ClosedChannelException.class, () -> opened.read(ByteBuffer.allocate(1)));
        assertThrows(ClosedChannelException.class, () -> opened.write(bytes("x")));
        assertThrows(ClosedChannelException.class, opened::position);
        assertThrows(ClosedChannelException.class, opened::size);
        assertThrows(ClosedChannelException.class, () -> opened.truncate(0));
        assertThrows(ClosedChannelException.class, () -> opened.force(true));
        LockException e = assertThrows(LockException.class, () -> Portalocker.lock(opened, LockFlag.EXCLUSIVE));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertEquals(DIGITS, Files.readString(file));
    }

    /** The number of a closed descriptor belongs to the next who opens: no call of ours may reach it. */
    @Test
    void closingUnderACallDoesNotReachAnotherFile() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), DIGITS);
        for (int i = 0; i < 300; i++) {
            LockableFile opened = LockableFile.open(file, "r+");
            Background<Object> writer = Background.startVirtual(() -> {
                while (true) {
                    try {
                        opened.write(bytes("XXXX"), 0);
                    } catch (ClosedChannelException e) {
                        return "closed";
                    }
                }
            });
            Thread.onSpinWait();
            opened.close();
            try (LockableFile next = LockableFile.open(victim, "r+")) {
                assertEquals("closed", writer.get());
                assertEquals(10, next.size());
            }
        }
        assertEquals(DIGITS, Files.readString(victim));
    }

    // Descriptors of others

    @Test
    void inheritedDescriptorIsLockedAndLeftOpen() throws Exception {
        Requirements.require(!OS.WINDOWS.isCurrentOs(), "a shell that opens descriptors");
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "exec 9>>\"$0\"; \"$@\"; flock -n \"$0\" true; echo $?; exec 9>&-; flock -n \"$0\" true; echo $?",
                file.toString()));
        Requirements.requireProgram("bash");
        Requirements.requireProgram("flock");
        command.addAll(Jvm.command(Inheritor.class));
        try (Child shell = Child.start(command)) {
            shell.expect("locked and closed");
            shell.expect("1"); // the shell shares the open file, and so the lock
            shell.expect("0");
        }
    }

    /** Locks descriptor 9, as {@code flock 9} does. */
    static final class Inheritor {
        private Inheritor() {}

        public static void main(String[] args) throws Exception {
            LockableFile inherited = LockableFile.ofDescriptor(9, OpenMode.A);
            Portalocker.lock(inherited, LockFlag.EXCLUSIVE, LockFlag.NON_BLOCKING);
            inherited.close();
            System.out.println("locked and closed");
        }
    }

    @Test
    void noDescriptor() {
        assertThrows(IllegalArgumentException.class, () -> LockableFile.ofDescriptor(-1, OpenMode.R));
        LockIOException e = assertThrows(LockIOException.class, () -> LockableFile.ofDescriptor(987_654, OpenMode.R));
        assertTrue(e.getMessage().contains("descriptor 987654"), e.getMessage());
        assertTrue(e.getMessage().contains(e.symbol() + " (" + e.code() + ")"), e.getMessage());
    }

    @Test
    void saysItsName() throws Exception {
        LockableFile opened = LockableFile.open(file, "r");
        assertEquals("LockableFile[" + file + "]", opened.toString());
        opened.close();
        assertEquals("LockableFile[" + file + ", closed]", opened.toString());
    }
}
