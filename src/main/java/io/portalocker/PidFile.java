package io.portalocker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The file in which a process publishes its number: ASCII digits and nothing else.
 *
 * <p>It is written beside its place and moved there, so a reader sees the whole number of one holder or of another. All of
 * this is done while the lock of the pid file is held, so nobody else writes.
 *
 * @param path where it is published
 */
record PidFile(Path path) {

    /** A 64-bit number has 20 digits; white space around it, as other programs write, is more than enough in the rest. */
    private static final int MOST_BYTES = 64;

    private static final int MOST_DIGITS = 20;

    /** Errors of file systems that cannot force a file to the device; a pid needs that least of all. */
    private static final Set<String> CANNOT_FORCE = Set.of("EINVAL", "ENOTSUP", "EOPNOTSUPP");

    /** The steps of publishing, in their order. */
    enum Step {
        OPEN,
        WRITE,
        FORCE,
        CLOSE,
        MOVE
    }

    /** Told before each step; tests let it fail there. */
    interface Watcher {

        Watcher NOBODY = step -> {};

        void before(Step step) throws IOException;
    }

    /** Publishes a number, or leaves everything as it was. */
    void publish(long pid, Watcher watcher) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + "." + pid + ".tmp");
        try {
            write(beside, pid, watcher);
            watcher.before(Step.MOVE);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static void write(Path beside, long pid, Watcher watcher) throws IOException {
        watcher.before(Step.OPEN);
        // Left by a process of the same number that died here: whoever has the number and the lock now may remove it.
        Files.deleteIfExists(beside);
        try (LockableFile file = LockableFile.open(beside, OpenMode.X)) {
            watcher.before(Step.WRITE);
            file.write(StandardCharsets.US_ASCII.encode(Long.toString(pid)));
            try {
                watcher.before(Step.FORCE);
                file.force(true);
            } catch (LockIOException e) {
                if (!CANNOT_FORCE.contains(e.symbol())) {
                    throw e;
                }
            }
            watcher.before(Step.CLOSE);
        }
    }

    /** Reads the number, if there is a file with one. */
    OptionalLong read() {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES + 1);
        try (LockableFile file = LockableFile.open(path, OpenMode.R)) {
            while (bytes.hasRemaining() && file.read(bytes) > 0) {
                // until the end, or too much for a number
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return parse(StandardCharsets.US_ASCII.decode(bytes.flip()).toString());
    }

    /** The number that a pid file's content is, if it is one. */
    static OptionalLong parse(String content) {
        String digits = content.strip();
        if (content.length() > MOST_BYTES
                || digits.length() > MOST_DIGITS
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            long pid = Long.parseLong(digits);
            return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // no digits, or beyond a long
        }
    }

    /** Removes the file if it is the one this process published: somebody may have put another there. */
    void removeIfOf(long pid) throws IOException {
        OptionalLong there = read();
        if (there.isPresent() && there.getAsLong() == pid) {
            Files.deleteIfExists(path);
        }
    }
}
