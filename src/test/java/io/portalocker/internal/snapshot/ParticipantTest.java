package io.portalocker.internal.snapshot;

import static io.portalocker.internal.snapshot.Participant.Standing.MEMBER;
import static io.portalocker.internal.snapshot.Participant.Standing.PUT_OUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each step of those who want the lock, on two machines, with what others may do between any two calls. */
class ParticipantTest extends ParticipantFixture {

    // Taking and leaving

    @Test
    void readersShareAndAWriterIsAlone() throws IOException {
        Participant one = granted(here.reader());
        Participant two = granted(there.reader());
        Participant writer = there.writer();
        assertFalse(writer.advance());
        assertEquals(writer.token(), newest().writer().orElseThrow(), "it keeps new readers out");
        assertFalse(here.reader().advance());
        assertFalse(here.writer().advance());
        one.leave();
        assertFalse(writer.advance());
        two.leave();
        assertTrue(writer.advance());
        assertEquals(List.of(1L, 2L, 6L), List.of(one.generation(), two.generation(), writer.generation()));
        assertEquals(MEMBER, writer.beat());
        writer.leave();
        assertEquals(Snapshot.empty(7), newest());
        granted(here.writer()).leave();
    }

    @Test
    void recordIsThereBeforeTheName() throws IOException {
        here.files.before("link 00000000000000000001", () -> {
            try (Stream<Path> holders = Files.list(root.resolve("holders"))) {
                assertEquals(1, holders.count());
            }
        });
        granted(here.reader());
    }

    @Test
    void giverUpOfAWaitLeavesNothing() throws IOException {
        Participant reader = granted(here.reader());
        Participant writer = there.writer();
        assertFalse(writer.advance());
        writer.leave();
        assertFalse(Files.exists(holder(writer)));
        granted(there.reader()).leave();
        assertEquals(MEMBER, reader.beat());
    }

    // Races for the next number

    @Test
    void whoLosesTheRaceTriesAgainAtOnce() throws IOException {
        Participant late = here.reader();
        Participant quick = there.reader();
        here.files.before("link 00000000000000000001", () -> granted(quick));
        granted(late);
        assertEquals(2, late.generation());
    }

    @Test
    void writerThatLosesTheRaceToAReaderWaits() throws IOException {
        Participant writer = here.writer();
        Participant reader = there.reader();
        here.files.before("link 00000000000000000001", () -> granted(reader));
        assertFalse(writer.advance());
        assertEquals(reader.token(), newest().readers().iterator().next());
        reader.leave();
        granted(writer);
    }

    @Test
    void readerThatLosesTheRaceToAWriterWaits() throws IOException {
        Participant reader = here.reader();
        Participant writer = there.writer();
        here.files.before("link 00000000000000000001", () -> granted(writer));
        assertFalse(reader.advance());
        writer.leave();
        granted(reader);
    }

    @Test
    void lastReadersGoingRacesWithTheWritersComing() throws IOException {
        Participant reader = granted(here.reader());
        Participant writer = there.writer();
        there.files.before("link 00000000000000000002", reader::leave);
        granted(writer);
        assertEquals(3, writer.generation());
    }

    @Test
    void leavingGoesOnUntilItsChangeIsIn() throws IOException {
        Participant reader = granted(here.reader());
        here.files.before(
                "link 00000000000000000002", () -> granted(there.reader()).leave());
        reader.leave();
        assertEquals(Snapshot.empty(4), newest());
    }

    @Test
    void whoWasStoppedBeforeTheLinkGetsNoNumberThatCameFree() throws IOException {
        Participant stopped = here.writer();
        Participant writer = there.writer();
        here.files.before("link 00000000000000000001", () -> {
            goOn(140);
            granted(writer);
        });
        assertFalse(stopped.advance());
        assertFalse(Files.exists(generation(1)), "nobody has built on it");
        assertEquals(MEMBER, writer.beat());
    }

    @Test
    void whoWasStoppedBeforeTheFirstLookGetsNoNumberThatCameFree() throws IOException {
        Participant stopped = here.writer();
        Participant writer = there.writer();
        here.files.after("list LOG", () -> {
            goOn(140);
            granted(writer);
        });
        assertFalse(stopped.advance());
        assertEquals(MEMBER, writer.beat());
    }

    /** Its commit has landed, and is true until it is put out; but it wakes up as if nothing had happened. */
    @Test
    void whoWasStoppedBehindTheLinkAndPutOutIsNotIn() throws IOException {
        Participant stopped = here.writer();
        Participant watcher = there.writer();
        here.files.after("link 00000000000000000001", () -> {
            watch(there, watcher);
            granted(watcher);
            here.time.pass(Host.DURATION);
        });
        assertFalse(stopped.advance());
        assertEquals(MEMBER, watcher.beat());
        watcher.leave();
        granted(stopped);
    }

    @Test
    void whoWasStoppedBehindTheLinkGetsATokenOfThePresent() throws IOException {
        Participant stopped = here.reader();
        here.files.after("link 00000000000000000001", () -> here.time.pass(Host.HEARTBEAT));
        granted(stopped);
        assertEquals(2, stopped.generation());
    }

    @Test
    void commitThatLandedThoughItWasThoughtLostIsFoundInTheSnapshot() throws IOException {
        Participant reader = here.reader();
        here.files.after("link 00000000000000000001", () -> {
            throw new IOException("no answer");
        });
        assertThrows(IOException.class, reader::advance);
        assertTrue(newest().names(reader.token()));
        granted(reader);
        assertEquals(2, reader.generation());
    }

    @Test
    void writerThatWasPutOutAndNamedAgainByNobodyLeavesAlone() throws IOException {
        Participant silent = granted(here.writer());
        Participant watcher = there.reader();
        watch(there, watcher);
        granted(watcher);
        assertEquals(PUT_OUT, putOut(silent));
        silent.leave();
        assertEquals(List.of(watcher.token()), List.copyOf(newest().readers()));
    }
}
