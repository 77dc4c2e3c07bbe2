package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four Java and four Python processes, two hundred stays each, and a referee. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class LockFamilyStressTest {
    private static final int OF_EACH = 4;
    private static final int STAYS = 200;

    @TempDir
    Path directory;

    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void closePeers() {
        peers.forEach(Peer::close);
    }

    private void play(int stays, String kind, String... options) {
        Path file = directory.resolve("file.lock");
        for (int i = 0; i < OF_EACH; i++) {
            peers.add(Peer.java(kind, file, options));
            peers.add(Peer.python(kind, file, options));
        }
        Path place = directory.resolve("referee");
        peers.forEach(peer -> peer.beginStays(stays, place));
        peers.forEach(Peer::awaitDone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rlock", "filelock", "temporary", "pid"})
    void nobodyMeetsAnybody(String kind) throws Exception {
        Referee referee = Referee.prepare(directory.resolve("referee"));
        play(STAYS, kind);
        referee.assertExclusion(2 * OF_EACH * STAYS);
    }

    @Test
    void neverMoreThanTwoAreInside() throws Exception {
        Referee referee = Referee.prepare(directory.resolve("referee")).admitting(2);
        play(STAYS, "semaphore", "maximum=2", "pause=200000");
        referee.assertNeverMore(2 * OF_EACH * STAYS);
    }

    /** The referee counts: three slots are one too many. */
    @Test
    void thirdInsideIsSeen() throws Exception {
        Referee referee = Referee.prepare(directory.resolve("referee")).admitting(2);
        play(STAYS / 10, "semaphore", "maximum=3", "pause=3000000");
        assertFalse(referee.overlaps().isEmpty());
    }
}
