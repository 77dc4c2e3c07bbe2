package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes, half of them Java, half Python, and no update is lost. */
@Timeout(300)
class CounterTest {
    private static final int TIMES = 500;

    @TempDir
    Path directory;

    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void closePeers() {
        peers.forEach(Peer::close);
    }

    private long countTo(Path file) throws Exception {
        Files.writeString(file, "0");
        peers.forEach(peer -> peer.child().say("increments " + TIMES));
        peers.forEach(Peer::awaitDone);
        String text = Files.readString(file);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** The counter is the content of the locked file. filelock has no part in it: it empties what it locks. */
    @Test
    void noIncrementOfTheLockedFileIsLost() throws Exception {
        Path file = directory.resolve("counter");
        Files.createFile(file);
        for (int i = 0; i < 4; i++) {
            peers.add(Peer.java("lock", file, "mode=r+"));
            peers.add(Peer.python("portalocker", file, "mode=r+"));
        }
        assertEquals(8 * TIMES, countTo(file));
    }

    /** The same with a lock that does nothing: otherwise the test above proves nothing. */
    @Test
    void incrementsAreLostWithoutALock() throws Exception {
        Path file = directory.resolve("counter");
        Files.createFile(file);
        for (int i = 0; i < 3; i++) {
            peers.add(Peer.java("lock", file, "mode=r+", "locker=NOTHING"));
        }
        assertNotEquals(3 * TIMES, countTo(file));
    }

    /** The counter stands beside the locked file, so that filelock can take part. */
    @Test
    void nobodyMeetsAnybody() throws Exception {
        Path file = directory.resolve("file.lock");
        Path place = directory.resolve("referee");
        Referee referee = Referee.prepare(place);
        for (int i = 0; i < 2; i++) {
            peers.add(Peer.java("lock", file));
            peers.add(Peer.java("lock", file, "mode=w"));
            peers.add(Peer.python("portalocker", file));
            peers.add(Peer.python("filelock", file));
        }
        peers.forEach(peer -> peer.beginStays(TIMES, place));
        peers.forEach(Peer::awaitDone);
        referee.assertExclusion(8 * TIMES);
    }
}
