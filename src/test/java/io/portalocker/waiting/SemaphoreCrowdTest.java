package io.portalocker.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.BoundedSemaphore;
import io.portalocker.LockableFile;
import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.Platform;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.OpenFiles;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that wait for the same slots do not wake each other: a look that closes a file would be news to all of them. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SemaphoreCrowdTest {
    private static final int CROWD = 6;
    private static final int PROBES = 10;

    /** As long as it takes a crowd that wakes itself to do so many times over. */
    private static final int QUIET_MILLISECONDS = 100;

    @TempDir
    Path directory;

    private final List<Peer> crowd = new ArrayList<>();

    @AfterEach
    void endCrowd() {
        crowd.forEach(Peer::close);
    }

    @Test
    void crowdKeepsQuiet() throws Exception {
        BoundedSemaphore two = BoundedSemaphore.named("gpu", 2).withDirectory(directory);
        Platform platform = Platform.current();
        CloseEvents events = platform.waits().events().orElseThrow();
        Referee referee = Referee.prepare(directory.resolve("referee")).admitting(2);
        try (Peer holder = peer().acquire().acquire()) {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(peer());
            }
            long source = events.open();
            try {
                try (var file = LockableFile.open(two.slotPath(0), "r")) {
                    events.watch(source, file.descriptor());
                    crowd.forEach(peer -> peer.beginStays(3, directory.resolve("referee")));
                    crowd.forEach(peer -> Background.await(
                            () -> OpenFiles.watches(peer.child().pid()) == 2));
                    assertEquals(0, count(events, source), "closings of those who came to wait");
                    for (int i = 0; i < PROBES; i++) {
                        FileChannel.open(two.slotPath(0), StandardOpenOption.WRITE)
                                .close();
                        assertEquals(1, count(events, source), "closings, ours among them");
                    }
                }
            } finally {
                platform.files().close(source);
            }
            holder.release();
            holder.release();
            crowd.forEach(Peer::awaitDone);
        }
        referee.assertNeverMore(3 * CROWD);
    }

    private Peer peer() {
        return Peer.java("semaphore", directory.resolve("gpu"), "maximum=2");
    }

    /** How many closings there are until it is quiet, or too many. */
    private static int count(CloseEvents events, long source) throws Exception {
        int count = 0;
        for (int more = 1; more > 0 && count < 1_000; count += more) {
            more = events.await(source, QUIET_MILLISECONDS).length;
        }
        return count;
    }
}
