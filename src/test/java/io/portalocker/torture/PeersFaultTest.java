package io.portalocker.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.portalocker.testkit.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link TortureTest} excuses, of a peer alone: the proof that it is the peer's. */
class PeersFaultTest {

    private static final String DIE_WRITING = """
        import filelock, os, sys
        os.write = lambda *_: os.kill(os.getpid(), 9)
        getattr(filelock, sys.argv[1])(sys.argv[2]).acquire()
        """;

    private static final String DIE_HOLDING = """
        import filelock, os, sys
        lock = getattr(filelock, sys.argv[1])(sys.argv[2])
        lock.acquire()
        os.kill(os.getpid(), 9)
        """;

    /** Longer than anything else takes to be broken. */
    private static final String TRY = """
        import filelock, sys
        try:
            getattr(filelock, sys.argv[1])(sys.argv[2], timeout=4).acquire()
            print('held')
        except filelock.Timeout:
            print('contended')
        """;

    @TempDir
    Path directory;

    private Path die(String statements, String kind) {
        Path marker = directory.resolve("marker");
        try (Child dying = Child.python(statements, kind, marker.toString())) {
            assertNotEquals(0, dying.awaitExit(), dying::transcript);
        }
        return marker;
    }

    /** {@link EmptyMarkers} removes it. */
    @ParameterizedTest
    @ValueSource(strings = {"SoftFileLock", "SoftFileLease"})
    void filelockThatIsKilledBeforeItWritesItsMarkerKeepsTheLockForEver(String kind) throws Exception {
        Path marker = die(DIE_WRITING, kind);
        assertEquals(0, Files.size(marker));
        try (Child next = Child.python(TRY, kind, marker.toString())) {
            next.expect("contended");
        }
        assertEquals(0, Files.size(marker));
    }

    /** Whoever may take it is not killed: {@link Worker#isMortal}. */
    @Test
    void strictFilelockThatIsKilledKeepsTheLockForEver() {
        Path marker = die(DIE_HOLDING, "StrictSoftFileLock");
        try (Child next = Child.python(TRY, "StrictSoftFileLock", marker.toString())) {
            next.expect("contended");
        }
    }
}
