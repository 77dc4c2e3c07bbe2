package io.portalocker.internal.snapshot;

import static io.portalocker.internal.snapshot.Participant.Standing.MEMBER;
import static io.portalocker.internal.snapshot.Participant.Standing.PUT_OUT;
import static io.portalocker.internal.snapshot.Participant.Standing.UNRECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.SysException;
import io.portalocker.testkit.NeedsPosix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step of those who want the lock, on two machines, with what others may do between any two calls. */
class ParticipantTest {
    private static final Duration LITTLE = Duration.ofNanos(1);

    @TempDir
    Path directory;

    private Path root;
    private Host here;
    private Host there;

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

    private Path holder(Participant participant) {
        return root.resolve("holders").resolve(participant.token());
    }

    private Path generation(long number) {
        return root.resolve("gen").resolve(Snapshot.name(number));
    }

    private Snapshot newest() throws IOException {
        return here.log().newest().snapshot();
    }

    private static Participant granted(Participant participant) throws IOException {
        assertTrue(participant.advance());
        return participant;
    }

    /** Lets it be seen, twice, with the duration in between. */
    private static void watch(Host host, Participant watcher) throws IOException {
        assertFalse(watcher.advance());
        host.time.pass(Host.DURATION.minus(LITTLE));
        assertFalse(watcher.advance());
        host.time.pass(LITTLE);
    }

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

    /** Long enough for the number to have come free again, as an old one. */
    private void goOn(int changes) throws IOException {
        for (int i = 0; i < changes / 2; i++) {
            granted(there.reader()).leave();
        }
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

    // Who has the record of a holder in his hands

    @Test
    void recordThatIsGoneOrAnothersIsALoss() throws IOException {
        Participant holder = granted(here.reader());
        Path record = holder(holder);
        Path other = Files.writeString(directory.resolve("other"), "precious");
        Files.move(other, record, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(UNRECORDED, holder.beat());
        assertEquals("precious", Files.readString(record));
        Files.delete(record);
        assertEquals(UNRECORDED, holder.beat());
        assertEquals(UNRECORDED, holder.look());
    }

    @Test
    @NeedsPosix("links and FIFOs")
    void nothingIsWrittenThroughALinkOrToAFifo() throws Exception {
        Participant holder = granted(here.reader());
        Path record = holder(holder);
        Path precious = directory.resolve("precious");
        Files.move(record, precious);
        byte[] before = Files.readAllBytes(precious);
        Files.createSymbolicLink(record, precious);
        assertEquals(UNRECORDED, holder.beat());
        Files.delete(record);
        Files.createLink(record, precious); // the very file, under two names
        assertEquals(UNRECORDED, holder.beat());
        assertEquals(new String(before, java.nio.charset.StandardCharsets.US_ASCII), Files.readString(precious));
        Files.delete(record);
        assertEquals(0, new ProcessBuilder("mkfifo", record.toString()).start().waitFor());
        assertEquals(UNRECORDED, holder.beat());
    }

    // Another log, another tree

    private void removeTree() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void holderOfALogThatWasRemovedHasLostIt() throws IOException {
        Participant holder = granted(here.writer());
        removeTree();
        Participant next = granted(there.writer());
        assertEquals(1, next.generation(), "the numbers begin anew");
        assertEquals(UNRECORDED, holder.beat());
        holder.leave();
        assertEquals(MEMBER, next.beat());
    }

    @Test
    void nothingIsCommittedToALogThatWasBegunAnew() throws IOException {
        goOn(6);
        Participant late = here.writer();
        here.files.before("read epoch", () -> {}).before("read epoch", () -> {
            removeTree();
            granted(there.writer());
        });
        assertFalse(late.advance());
        assertEquals(1, newest().generation());
        assertTrue(Files.exists(holder(late)), "it waits in the new one");
    }

    @Test
    @NeedsPosix("symbolic links")
    void directoryThatIsALinkIsRefused() throws IOException {
        Participant holder = granted(here.reader());
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(root.resolve("gen"), elsewhere);
        Files.createSymbolicLink(root.resolve("gen"), elsewhere);
        assertThrows(TreeException.class, () -> there.reader().advance());
        assertEquals(MEMBER, holder.beat(), "its own record is where it was");
        assertThrows(TreeException.class, holder::look);
    }

    @Test
    @NeedsPosix("owners, and a superuser to change them")
    void strangersTreeInAPublicDirectoryIsRefused() throws IOException {
        io.portalocker.testkit.Requirements.require(
                Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid")), "the superuser");
        Files.setAttribute(directory, "unix:mode", 01777);
        Files.createDirectory(root);
        Files.setAttribute(root, "unix:uid", 4711);
        assertThrows(TreeException.class, here::reader);
        Files.setAttribute(directory, "unix:mode", 0777);
        granted(here.reader()).leave();
    }

    // Leftovers

    @Test
    void leftoversAreRemovedOnceNobodyCanComeBackForThem() throws IOException {
        Participant dead = here.reader();
        Participant patient = here.reader();
        Path draft = Files.writeString(root.resolve("gen/.commit-dead"), "");
        Participant sweeper = granted(there.reader());
        for (int i = 0; i < 3; i++) {
            there.time.pass(Host.HEARTBEAT);
            assertTrue(Files.exists(holder(dead)) && Files.exists(draft));
            assertEquals(MEMBER, sweeper.beat());
            granted(patient); // again and again, with signs of life
        }
        for (int i = 0; i < 3; i++) {
            there.time.pass(Host.HEARTBEAT);
            granted(patient);
            assertEquals(MEMBER, sweeper.beat());
        }
        assertFalse(Files.exists(holder(dead)));
        assertFalse(Files.exists(draft));
        assertEquals(MEMBER, patient.beat());
    }

    @Test
    void recordGoesEvenWhenTheLogCannotBeRead() throws IOException {
        Participant reader = granted(here.reader());
        Files.writeString(generation(1), "?");
        assertThrows(RecordException.class, reader::leave);
        assertFalse(Files.exists(holder(reader)));
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

    /** Its record comes back, as it does on a server that was restored; its name does not. */
    private Participant.Standing putOut(Participant silent) throws IOException {
        assertEquals(UNRECORDED, silent.beat());
        assertTrue(newest().readers().stream().noneMatch(silent.token()::equals));
        return newest().names(silent.token()) ? MEMBER : PUT_OUT;
    }
}
