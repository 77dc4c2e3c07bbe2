package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The file in which a process publishes its number: ASCII digits and nothing else.
 *
 * <p>It is written under a name that nobody can guess, and moved to its place, so a reader sees the whole number of one
 * holder or of another, and nobody can be in the way. All of this is done while the lock of the pid file is held, so nobody
 * else writes. What a process leaves that is killed meanwhile goes as {@link DraftNames} says.
 *
 * @param path where it is published
 * @param lockPath the neighbour that is locked
 */
public record PidFile(Path path, Path lockPath) {

    /** A 64-bit number has 20 digits; white space around it, as other programs write, is more than enough in the rest. */
    private static final int MOST_BYTES = 64;

    private static final int MOST_DIGITS = 20;

    /** Before the umask. */
    private static final int PERMISSIONS = 0666;

    /** Errors of file systems that cannot force a file to the device; a pid needs that least of all. */
    private static final Set<String> CANNOT_FORCE = Set.of("EINVAL", "ENOTSUP", "EOPNOTSUPP");

    /** The steps of publishing, in their order. */
    public enum Step {
        OPEN,
        WRITE,
        FORCE,
        MOVE
    }

    /** Told before each step; tests let it fail there. */
    public interface Watcher {

        Watcher NOBODY = step -> {};

        void before(Step step) throws IOException;
    }

    /**
     * Publishes this process's number, now that the lock is held; answers what is to be done before it is freed. If that
     * fails everything is as it was, and the lock is held still.
     */
    public Hold.Last publish(OpenFile lock, Watcher watcher) throws IOException {
        long pid = ProcessHandle.current().pid();
        try {
            publish(pid, watcher);
        } catch (IOException e) {
            throw e instanceof Failure ? e : new Failure(path.toString(), "publish pid " + pid + " in", e);
        }
        return new Removal(this, lock, pid, new NameRemoval(lock, lockPath));
    }

    /** The number goes first: while it can be read, the lock that it speaks of is held. */
    private record Removal(PidFile file, OpenFile lock, long pid, Hold.Last neighbour) implements Hold.Last {

        @Override
        public void run() throws IOException {
            try {
                // A neighbour that is another file has another holder, in this JVM perhaps, whose number it is then.
                if (lock.isAtPath() || LockFiles.status(file.lockPath()).isEmpty()) {
                    file.removeIfOf(pid);
                }
            } finally {
                neighbour.run();
            }
        }

        @Override
        public boolean letsOthersIn() {
            return neighbour.letsOthersIn();
        }

        @Override
        public void afterwards() throws IOException {
            neighbour.afterwards();
        }
    }

    private void publish(long pid, Watcher watcher) throws IOException {
        watcher.before(Step.OPEN);
        OpenFile draft = DraftNames.create(Objects.requireNonNull(path.getParent()), PERMISSIONS);
        Path hidden = Objects.requireNonNull(draft.path());
        try {
            write(draft, pid, watcher);
            watcher.before(Step.MOVE);
            // Open, since whoever finds one that is not will take it for a dead writer's.
            Patience.during(() -> files().rename(hidden, path));
        } catch (IOException | RuntimeException | Error e) {
            try (draft) {
                remove(hidden);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        LateClose.quietly(draft);
    }

    private static FileCalls files() {
        return Platform.current().files();
    }

    private static void remove(Path name) throws SysException {
        try {
            Patience.during(() -> files().unlink(name));
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static void write(OpenFile file, long pid, Watcher watcher) throws IOException {
        watcher.before(Step.WRITE);
        Content.write(file.files(), file.descriptor(), Long.toString(pid).getBytes(StandardCharsets.US_ASCII));
        try {
            watcher.before(Step.FORCE);
            file.files().force(file.descriptor(), true);
        } catch (SysException e) {
            if (!CANNOT_FORCE.contains(e.symbol())) {
                throw e;
            }
        }
    }

    /** Reads the number, if there is a file with one. */
    public OptionalLong read() {
        try {
            return content();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong content() throws IOException {
        try (OpenFile file = FileOpener.open(path, Access.GLANCE)) {
            // One byte more than a number may have tells what is too long.
            return parse(new String(
                    Content.read(file.files(), file.descriptor(), MOST_BYTES + 1), StandardCharsets.US_ASCII));
        }
    }

    /** The number that a pid file's content is, if it is one. */
    public static OptionalLong parse(String content) {
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

    /**
     * Removes the file if it is the one this process published: somebody may have put another there. What cannot be looked at for
     * want of a descriptor, say, may still be ours, and the release is not to pass for one that removed it.
     */
    private void removeIfOf(long pid) throws IOException {
        OptionalLong there;
        try {
            there = content();
        } catch (Failure e) {
            if (e.getCause() instanceof SysException cause && isOthers(cause.kind())) {
                return;
            }
            throw e;
        }
        if (there.isPresent() && there.getAsLong() == pid) {
            remove(path);
        }
    }

    /** Whether what stands there is none of ours, if anything does. */
    private static boolean isOthers(ErrorKind kind) {
        return switch (kind) {
            case NOT_FOUND, ACCESS_DENIED, SYMBOLIC_LINK, IS_DIRECTORY, NOT_A_DIRECTORY, NO_SUCH_DEVICE -> true;
            default -> false;
        };
    }
}
