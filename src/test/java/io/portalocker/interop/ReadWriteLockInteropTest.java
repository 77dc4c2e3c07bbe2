package io.portalocker.interop;

import static io.portalocker.interop.Twins.JAVA;
import static io.portalocker.interop.Twins.PYTHON;
import static io.portalocker.interop.Twins.READS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.ReadWriteLock;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link ReadWriteLock} and {@code filelock.ReadWriteLock}, which is a database of SQLite, on the same files. */
@Timeout(180)
class ReadWriteLockInteropTest extends EachRelease {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("rw.lock");
    }

    @Test
    void writersOfJavaExcludeThoseOfPython() {
        Twins.assertExcludes(JAVA, PYTHON, "rw", file);
    }

    @Test
    void writersOfPythonExcludeThoseOfJava() {
        Twins.assertExcludes(PYTHON, JAVA, "rw", file);
    }

    @Test
    void killedWriterFreesIt() {
        Twins.assertSurvivesTheKilling(JAVA, PYTHON, "rw", file);
        Twins.assertSurvivesTheKilling(PYTHON, JAVA, "rw", file);
    }

    @Test
    void readersShareAcrossLanguagesAndKeepWritersOut() {
        Twins.assertReadersShareAndKeepWritersOut("rw", file);
    }

    @Test
    void killedReaderLetsTheWriterOfTheOtherIn() {
        for (var reading : List.of(JAVA, PYTHON)) {
            try (Peer reader = reading.start("rw", file, READS);
                    Peer writer = (reading.equals(JAVA) ? PYTHON : JAVA).start("rw", file)) {
                reader.acquire();
                assertFalse(writer.tryAcquire());
                writer.beginAcquire();
                reader.kill();
                writer.awaitAcquired();
            }
        }
    }

    @Test
    void waitingWriterKeepsNewReadersOfTheOtherOut() {
        for (var writing : List.of(JAVA, PYTHON)) {
            var reading = writing.equals(JAVA) ? PYTHON : JAVA;
            try (Peer oldReader = reading.start("rw", file, READS);
                    Peer newReader = reading.start("rw", file, READS);
                    Peer writer = writing.start("rw", file)) {
                oldReader.acquire();
                writer.beginAcquire();
                // Until the writer has come so far as to wait, readers are let in.
                Background.await(() -> {
                    boolean refused = !newReader.tryAcquire();
                    if (!refused) {
                        newReader.release();
                    }
                    return refused;
                });
                oldReader.release();
                writer.awaitAcquired();
                newReader.beginAcquire();
                writer.release();
                newReader.awaitAcquired();
                newReader.release();
            }
        }
    }

    @Test
    void downgradeLetsReadersOfPythonInAndWritersNot() throws Exception {
        try (Peer reader = Peer.python("rw", file, READS);
                Peer writer = Peer.python("rw", file)) {
            var write = ReadWriteLock.of(file).write().acquire();
            assertFalse(reader.tryAcquire());
            try (var read = write.downgrade()) {
                assertFalse(write.isHeld());
                assertTrue(read.isHeld());
                assertTrue(reader.tryAcquire());
                assertFalse(writer.tryAcquire());
                reader.release();
                assertFalse(writer.tryAcquire());
            }
            assertTrue(writer.tryAcquire());
        }
    }

    @Test
    void javaWaitingWriterThatGivesUpLetsReadersIn() throws Exception {
        try (Peer reader = Peer.python("rw", file, READS);
                Peer second = Peer.python("rw", file, READS);
                Peer writer = Peer.java("rw", file)) {
            reader.acquire();
            assertEquals("busy", writer.child().ask("acquire 0.1"));
            assertTrue(second.tryAcquire());
        }
    }

    @Test
    void fileStaysEmpty() throws Exception {
        try (Peer python = Peer.python("rw", file)) {
            ReadWriteLock.of(file).write().acquire().release();
            python.acquire();
            python.release();
            ReadWriteLock.of(file).read().acquire().release();
        }
        assertEquals(0, Files.size(file));
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void fourJavaAndFourPythonWritersNeverOverlap() throws Exception {
        Twins.assertExclusionUnderStress(directory, 100, "rw", file);
    }

    @Test
    void readersAndWritersOfBothLanguagesNeverMeet() throws Exception {
        Path room = directory.resolve("referee");
        Referee referee = Referee.prepare(room);
        List<Peer> peers = new ArrayList<>();
        try {
            for (var starter : List.of(JAVA, PYTHON)) {
                for (int i = 0; i < 2; i++) {
                    peers.add(starter.start("rw", file));
                    peers.add(starter.start("rw", file, READS));
                }
            }
            peers.forEach(peer -> peer.beginStays(200, room));
            peers.forEach(Peer::awaitDone);
        } finally {
            peers.forEach(Peer::close);
        }
        referee.assertExclusion(4 * 200);
    }
}
