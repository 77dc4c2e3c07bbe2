package io.portalocker.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.portalocker.testkit.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link TortureTest} excuses, of a peer alone: the proof that it is the peer's. */
class PeersFaultTest {

    private static final String DIE_WRITING = """
        import filelock, os, sys
        os.write = lambda *_: os.kill(os.getpid(), 9)
        filelock.SoftFileLock(sys.argv[1]).acquire()
        """;

    /** Longer than anything else takes to be broken. */
    private static final String TRY = """
        import filelock, sys
        try:
            filelock.SoftFileLock(sys.argv[1], timeout=4).acquire()
            print('held')
        except filelock.Timeout:
            print('contended')
        """;

    @TempDir
    Path directory;

    @Test
    void filelockThatIsKilledBeforeItWritesItsMarkerKeepsTheLockForEver() throws Exception {
        Path marker = directory.resolve("marker");
        try (Child dying = Child.python(DIE_WRITING, marker.toString())) {
            assertNotEquals(0, dying.awaitExit(), dying::transcript);
        }
        assertEquals(0, Files.size(marker));
        try (Child next = Child.python(TRY, marker.toString())) {
            next.expect("contended");
        }
        assertEquals(0, Files.size(marker));
    }
}
