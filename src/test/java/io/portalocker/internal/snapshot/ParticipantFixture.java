package io.portalocker.internal.snapshot;

import static io.portalocker.internal.snapshot.Participant.Standing.MEMBER;
import static io.portalocker.internal.snapshot.Participant.Standing.PUT_OUT;
import static io.portalocker.internal.snapshot.Participant.Standing.UNRECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two machines at one directory. */
abstract class ParticipantFixture {

    static final Duration LITTLE = Duration.ofNanos(1);

    @TempDir
    Path directory;

    Path root;
    Host here;
    Host there;

    @BeforeEach
    void describe() throws IOException {
        root = directory.toRealPath().resolve("job.rw");
        here = new Host("here", LogEngine.onDisk(root));
        there = new Host("there", LogEngine.onDisk(root));
        there.time.pass(Duration.ofDays(4000)); // no clock of another machine means anything
    }

    @AfterEach
    void allHappened() {
        assertTrue(here.files.isOver() && there.files.isOver(), "an event that was arranged did not happen");
    }

    Path holder(Participant participant) {
        return root.resolve("holders").resolve(participant.token());
    }

    Path generation(long number) {
        return root.resolve("gen").resolve(Snapshot.name(number));
    }

    Snapshot newest() throws IOException {
        return here.log().newest().snapshot();
    }

    static Participant granted(Participant participant) throws IOException {
        assertTrue(participant.advance());
        return participant;
    }

    /** Lets it be seen, twice, with the duration in between. */
    static void watch(Host host, Participant watcher) throws IOException {
        assertFalse(watcher.advance());
        host.time.pass(Host.DURATION.minus(LITTLE));
        assertFalse(watcher.advance());
        host.time.pass(LITTLE);
    }

    /** Its record comes back, as it does on a server that was restored; its name does not. */
    Participant.Standing putOut(Participant silent) throws IOException {
        assertEquals(UNRECORDED, silent.beat());
        assertTrue(newest().readers().stream().noneMatch(silent.token()::equals));
        return newest().names(silent.token()) ? MEMBER : PUT_OUT;
    }

    /** Long enough for the number to have come free again, as an old one. */
    void goOn(int changes) throws IOException {
        for (int i = 0; i < changes / 2; i++) {
            granted(there.reader()).leave();
        }
    }
}
