package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portalocker.testkit.Background;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Buffers of arenas, in every call that takes some: what {@code FileChannel} refuses is refused. */
class ForeignBuffersTest {

    @TempDir
    Path directory;

    private LockableFile file;

    @BeforeEach
    void open() throws Exception {
        file = LockableFile.open(directory.resolve("data"), OpenMode.X_PLUS);
        file.write(ByteBuffer.wrap(new byte[100]));
        file.position(0);
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    private List<Executable> calls(ByteBuffer buffer) {
        return List.of(
                () -> file.write(buffer.duplicate()),
                () -> file.write(buffer.duplicate(), 0),
                () -> file.write(new ByteBuffer[] {ByteBuffer.allocate(1), buffer.duplicate()}),
                () -> file.read(buffer.duplicate()),
                () -> file.read(buffer.duplicate(), 0),
                () -> file.read(new ByteBuffer[] {ByteBuffer.allocate(1), buffer.duplicate()}));
    }

    @Test
    void memoryThatIsGone() {
        Arena arena = Arena.ofShared();
        ByteBuffer buffer = arena.allocate(16).asByteBuffer();
        arena.close();
        for (Executable call : calls(buffer)) {
            assertThrows(IllegalStateException.class, call);
        }
    }

    @Test
    void memoryOfAnotherThread() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = arena.allocate(16).asByteBuffer();
            for (Executable call : calls(buffer)) {
                Background.elsewhere(() -> assertThrows(WrongThreadException.class, call));
            }
        }
    }

    @Test
    void ownMemoryOfEveryKind() throws Exception {
        try (Arena confined = Arena.ofConfined();
                Arena shared = Arena.ofShared()) {
            ByteBuffer[] buffers = {
                confined.allocate(2).asByteBuffer().put(0, (byte) 'a').put(1, (byte) 'b'),
                ByteBuffer.wrap(new byte[] {'c'}),
                shared.allocate(1).asByteBuffer().put(0, (byte) 'd'),
                ByteBuffer.allocateDirect(1).put(0, (byte) 'e'),
                Arena.ofAuto().allocate(1).asByteBuffer().put(0, (byte) 'f')
            };
            assertEquals(6, file.write(buffers));
            file.position(0);
            ByteBuffer[] targets = {
                shared.allocate(1).asByteBuffer(), confined.allocate(3).asByteBuffer(), ByteBuffer.allocate(2)
            };
            assertEquals(6, file.read(targets));
            assertEquals('a', targets[0].get(0));
            assertEquals('d', targets[1].get(2));
            assertEquals('f', targets[2].get(1));
        }
    }
}
