package io.portalocker.internal.snapshot;

import static io.portalocker.internal.snapshot.Participant.Standing.MEMBER;
import static io.portalocker.internal.snapshot.Participant.Standing.UNRECORDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.NeedsPosix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others do to the directory itself. */
class ParticipantTreeTest extends ParticipantFixture {

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
}
