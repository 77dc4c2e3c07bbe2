package io.portalocker.internal.snapshot;

import static io.portalocker.internal.snapshot.Participant.Standing.MEMBER;
import static io.portalocker.internal.snapshot.Participant.Standing.UNRECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is silent is put out by those who watched long enough, and nobody else is. */
class WatchedParticipantTest extends ParticipantFixture {

    // Signs of life

    @Test
    void silentWriterIsPutOutByWhoHasWatchedItForTheDuration() throws IOException {
        Participant silent = granted(here.writer());
        Participant watcher = there.writer();
        watch(there, watcher);
        granted(watcher);
        assertFalse(Files.exists(holder(silent)));
        assertEquals(UNRECORDED, silent.beat());
        silent.leave();
        assertEquals(MEMBER, watcher.beat());
    }

    @Test
    void deadReaderIsLeftOutByTheCommitThatLetsTheWriterIn() throws IOException {
        granted(here.reader());
        Participant living = granted(here.reader());
        Participant writer = there.writer();
        assertFalse(writer.advance());
        there.time.pass(Host.DURATION);
        assertEquals(MEMBER, living.beat());
        assertFalse(writer.advance());
        assertEquals(List.of(living.token()), List.copyOf(newest().readers()));
        living.leave();
        granted(writer);
    }

    @Test
    void signOfLifeBeginsTheWatchAnew() throws IOException {
        Participant living = granted(here.writer());
        Participant watcher = there.writer();
        for (int i = 0; i < 5; i++) {
            assertFalse(watcher.advance());
            there.time.pass(Host.DURATION.minus(LITTLE));
            assertFalse(watcher.advance());
            assertEquals(MEMBER, living.beat());
            there.time.pass(LITTLE);
        }
        assertFalse(watcher.advance());
        assertEquals(MEMBER, living.beat());
    }

    @Test
    void pauseOfTheWatcherItselfProvesNothing() throws IOException {
        Participant holder = granted(here.writer());
        Participant watcher = there.writer();
        assertFalse(watcher.advance());
        there.files.after("read " + holder.token(), () -> there.time.pass(Host.DURATION.multipliedBy(2)));
        assertFalse(watcher.advance());
        assertEquals(MEMBER, holder.beat());
        assertFalse(watcher.advance());
    }

    @Test
    void whoAsksForALongerLeaseGetsIt() throws IOException {
        Duration longer = Host.DURATION.multipliedBy(3);
        Participant holder = granted(here.participant(false, longer));
        Participant watcher = there.writer();
        watch(there, watcher);
        assertFalse(watcher.advance());
        there.time.pass(longer.minus(Host.DURATION));
        granted(watcher);
        assertEquals(UNRECORDED, holder.beat());
    }

    @Test
    void missingRecordIsWatchedAsAnyOther() throws IOException {
        Participant holder = granted(here.writer());
        Files.delete(holder(holder));
        Participant watcher = there.writer();
        watch(there, watcher);
        granted(watcher);
    }

    @Test
    void patientWriterGivesSignsOfLifeAndIsNotPutOut() throws IOException {
        Participant reader = granted(here.reader());
        Participant writer = here.writer();
        assertFalse(writer.advance());
        Participant watcher = there.reader();
        assertFalse(watcher.advance());
        for (int i = 0; i < 4; i++) {
            there.time.pass(Host.HEARTBEAT);
            assertEquals(MEMBER, reader.beat());
            assertFalse(writer.advance());
            assertFalse(watcher.advance());
        }
        assertEquals(writer.token(), newest().writer().orElseThrow());
    }

    @Test
    void writerThatWasPutOutWhileItWaitedComesBack() throws IOException {
        Participant reader = granted(here.reader());
        Participant writer = here.writer();
        assertFalse(writer.advance());
        Participant other = there.reader();
        assertFalse(other.advance());
        there.time.pass(Host.DURATION);
        assertEquals(MEMBER, reader.beat());
        granted(other);
        assertEquals(java.util.Optional.empty(), newest().writer());
        assertFalse(writer.advance());
        assertEquals(writer.token(), newest().writer().orElseThrow());
        assertTrue(Files.exists(holder(writer)));
    }

    /** Others may have looked for it in vain already; what they decided then they may do at any time. */
    @Test
    void signOfLifeThatCameTooLateIsNone() throws IOException {
        Participant holder = granted(here.writer());
        long last = holder.refreshed();
        here.time.pass(Host.DURATION.minus(LITTLE));
        here.files.before("overwrite", () -> here.time.pass(LITTLE));
        assertEquals(Participant.Standing.OVERDUE, holder.beat());
        assertEquals(last, holder.refreshed());
    }

    @Test
    void whatFailsWhenOnlyTheLogIsReadDecidesNothing() throws IOException {
        Participant holder = granted(here.writer());
        here.files.before("read epoch", () -> {
            throw SysException.unsupported("open");
        });
        assertEquals(MEMBER, holder.beat());
        here.files.before("overwrite", () -> {
            throw SysException.unsupported("open");
        });
        assertThrows(IOException.class, holder::beat);
    }
}
