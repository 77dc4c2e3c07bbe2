package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The referee itself: it must catch a lock that does nothing, and leave one that works in peace. */
class RefereeTest {
    private static final int STAYS = 40;
    private static final String PAUSE = "pause=1000000";

    @TempDir
    Path directory;

    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void closePeers() {
        peers.forEach(Peer::close);
    }

    private int games;

    @Test
    void catchesALockThatDoesNothing() throws Exception {
        var file = directory.resolve("file");
        peers.add(Peer.java("lock", file, "locker=NOTHING", PAUSE));
        peers.add(Peer.java("lock", file, "locker=NOTHING", PAUSE));
        peers.add(Peer.python("nothing", file, PAUSE));
        var referee = playUntilTheyMeet();
        assertFalse(referee.overlaps().isEmpty());
        assertTrue(referee.lostUpdates() > 0, () -> "lost: " + referee.lostUpdates());
    }

    @Test
    void catchesSharersThatMeetAWriter() throws Exception {
        var file = directory.resolve("file");
        peers.add(Peer.java("lock", file, "locker=NOTHING", "shared=true", PAUSE));
        peers.add(Peer.java("lock", file, "locker=NOTHING", PAUSE));
        var referee = playUntilTheyMeet();
        assertFalse(referee.overlaps().isEmpty());
        assertEquals(0, referee.lostUpdates());
    }

    @Test
    void hasNothingToSayAgainstALockThatWorks() throws Exception {
        var file = directory.resolve("file");
        peers.add(Peer.java("lock", file, PAUSE));
        peers.add(Peer.java("lock", file, "shared=true", PAUSE));
        peers.add(Peer.python("portalocker", file, PAUSE));
        peers.add(Peer.python("filelock", file, PAUSE));
        play().assertExclusion(3 * STAYS);
    }

    /** On a busy machine one may have ended before the other begins. */
    private Referee playUntilTheyMeet() throws Exception {
        Referee referee = play();
        for (int more = 1; more < 20 && referee.overlaps().isEmpty(); more++) {
            referee = play();
        }
        return referee;
    }

    private Referee play() throws Exception {
        var place = directory.resolve("referee" + games++);
        var referee = Referee.prepare(place);
        peers.forEach(peer -> peer.beginStays(STAYS, place));
        peers.forEach(Peer::awaitDone);
        return referee;
    }
}
