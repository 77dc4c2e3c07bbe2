package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sees whether a lock excludes, across processes and languages, by means that have nothing to do with locks:
 *
 * <ul>
 *   <li>There is a directory, the room. Who is alone takes the room away ({@code rmdir}), who shares leaves a file in it.
 *       Both are one atomic call that fails if the other, or a second one, is there: so of two stays that overlap the
 *       later always notices, however short they are.
 *   <li>Who is alone reads a counter, lets others run, and writes it back: an update that is lost shows.
 *   <li>Each stay is counted, by appending a byte to a file, which needs no lock.
 * </ul>
 *
 * <p>A holder that is killed inside is no overlap, but looks like one to the next; kill outside. The Python twin is
 * {@code referee.py}.
 */
public final class Referee {
    private static final OpenOption[] APPEND = {StandardOpenOption.CREATE, StandardOpenOption.APPEND};

    private static final int MOST_TOKENS = 8;

    private final Path room;
    private final Path counter;
    private final Path stays;
    private final Path overlaps;
    private final Path tokens;

    private Referee(Path directory) {
        room = directory.resolve("room");
        counter = directory.resolve("counter");
        stays = directory.resolve("stays");
        overlaps = directory.resolve("overlaps");
        tokens = directory.resolve("tokens");
    }

    /** What a stay does. */
    public interface Work {
        void run() throws Exception;
    }

    /** Prepares a new directory; once, before anybody enters. */
    public static Referee prepare(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("room"));
        Files.writeString(directory.resolve("counter"), "0");
        return at(directory);
    }

    /** Refers to a directory that was prepared. */
    public static Referee at(Path directory) {
        return new Referee(directory);
    }

    /** To be called while holding a lock exclusively. */
    public void alone() throws Exception {
        alone(Thread::yield);
    }

    /** To be called while holding a lock exclusively; does the work between reading and writing the counter. */
    public void alone(Work work) throws Exception {
        boolean taken = false;
        try {
            Files.delete(room);
            taken = true;
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            report("alone, but " + (e instanceof NoSuchFileException ? "somebody is alone" : "somebody shares"));
        }
        Files.writeString(stays, "x", APPEND);
        long before = count();
        work.run();
        Files.writeString(counter, Long.toString(before + 1));
        if (taken) {
            Files.createDirectory(room);
        }
    }

    /** To be called while holding a lock shared. */
    public void sharing(Work work) throws Exception {
        Path mark = room.resolve(UUID.randomUUID().toString());
        boolean taken = false;
        try {
            Files.createFile(mark);
            taken = true;
        } catch (NoSuchFileException e) {
            report("shared, but somebody is alone");
        }
        work.run();
        if (taken) {
            Files.delete(mark);
        }
    }

    /** Lays out as many tokens as may be inside at once; once, before anybody enters. */
    public Referee admitting(int most) throws IOException {
        Files.createDirectories(tokens);
        for (int i = 0; i < most; i++) {
            Files.createFile(tokens.resolve("token" + i));
        }
        return this;
    }

    /** To be called while holding a permit: takes a token along, of which there are as many as may be inside. */
    public void among(Work work) throws Exception {
        Path mine = tokens.resolveSibling("taken-" + UUID.randomUUID());
        Optional<Path> token = take(mine);
        if (token.isEmpty()) {
            report("inside without a token");
        }
        Files.writeString(stays, "x", APPEND);
        work.run();
        if (token.isPresent()) {
            Files.move(mine, token.get());
        }
    }

    /** A token seen but taken by another in the meantime is no reason to stop looking: a later one may be back. */
    private Optional<Path> take(Path mine) throws IOException {
        for (int look = 0; look < 3; look++) {
            for (int i = 0; ; i++) {
                Path token = tokens.resolve("token" + i);
                try {
                    Files.move(token, mine, StandardCopyOption.ATOMIC_MOVE);
                    return Optional.of(token);
                } catch (NoSuchFileException e) {
                    if (i == MOST_TOKENS) {
                        break;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void report(String what) throws IOException {
        Files.writeString(overlaps, "pid " + ProcessHandle.current().pid() + ": " + what + "\n", APPEND);
    }

    private long count() throws IOException {
        String text = Files.readString(counter);
        return text.isEmpty() ? 0 : Long.parseLong(text); // empty: somebody is writing it
    }

    /** What those who entered saw. */
    public List<String> overlaps() {
        try {
            return Files.exists(overlaps) ? Files.readAllLines(overlaps, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many stays alone there were. */
    public long stays() {
        try {
            return Files.exists(stays) ? Files.size(stays) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many updates of the counter were lost. */
    public long lostUpdates() {
        try {
            return stays() - count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asserts that there were never too many inside. */
    public void assertNeverMore(long expectedStays) {
        assertAll(
                () -> assertEquals(List.of(), overlaps(), "overlaps"),
                () -> assertEquals(expectedStays, stays(), "stays"));
    }

    /** Asserts that nobody met anybody and nothing was lost. */
    public void assertExclusion(long expectedStays) {
        assertAll(
                () -> assertEquals(List.of(), overlaps(), "overlaps"),
                () -> assertEquals(expectedStays, stays(), "stays"),
                () -> assertEquals(0, lostUpdates(), "lost updates"));
    }
}
