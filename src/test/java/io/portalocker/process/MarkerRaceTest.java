package io.portalocker.process;

import io.portalocker.SoftFileLock;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that all find a dead marker at the same moment, and all may break it. */
@Timeout(120)
class MarkerRaceTest {
    private static final int PROCESSES = 6;
    private static final int ROUNDS = 40;

    @Test
    void manyRacingBreakersHaveOneWinner(@TempDir Path directory) throws Exception {
        Path marker = directory.resolve("job.lock");
        Path dead = directory.resolve("dead");
        try (var held = SoftFileLock.of(marker).acquire()) {
            String[] lines = Files.readString(marker).split("\n", -1);
            Files.writeString(dead, lines[0] + "\n" + lines[1] + "\n1\n"); // another start: a recycled pid
            held.ensureHeld();
        }
        Referee referee = Referee.prepare(directory.resolve("referee"));
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                peers.add(Peer.java("soft", marker));
            }
            for (int round = 0; round < ROUNDS; round++) {
                Files.copy(dead, directory.resolve("copy"));
                Files.move(directory.resolve("copy"), marker);
                peers.forEach(peer -> peer.beginStays(1, directory.resolve("referee")));
                peers.forEach(Peer::awaitDone);
            }
        } finally {
            peers.forEach(Peer::close);
        }
        referee.assertExclusion((long) PROCESSES * ROUNDS);
    }
}
