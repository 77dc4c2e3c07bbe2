package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.acquire.Nestings;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a file for threads that may have it already. A file that was deleted or replaced under a thread is another:
 * its lock protects nothing that the path leads to.
 *
 * @param mode what can be done through the descriptor, in a word; empty for a file that is a name
 */
public record ReentrantFile(FileKind kind, String mode) implements Kind<Level<FileHold>> {

    /** Those of this JVM. */
    public static final Nestings<FileHold> OF_JVM = new Nestings<>(
            hold -> new Identity(hold.file().device(), hold.file().inode()));

    private record Identity(long device, long inode) {}

    private record Terms(FileKind kind, String mode) implements Nestings.Terms {

        /** An exclusive lock gives whoever wants to share all they asked for; the reverse would need the sharers' leave. */
        @Override
        public @Nullable String objectionTo(Nestings.Terms asked, String name) {
            if (asked instanceof Terms inner
                    && mode.equals(inner.mode)
                    && kind.locking().equals(inner.kind.locking())
                    && (!kind.shared() || inner.kind.shared())) {
                return null;
            }
            return "this thread holds '" + kind.path() + "' " + this + "; acquiring it " + asked
                    + " would wait for that to end. Nested acquisitions need the same mode and locker, and an exclusive"
                    + " one cannot be inside a shared one";
        }

        @Override
        public String toString() {
            return (kind.shared() ? "shared" : "exclusively") + " in mode '" + mode + "' ("
                    + kind.locking().name() + ")";
        }
    }

    @Override
    public @Nullable Level<FileHold> again() throws IOException {
        if (OF_JVM.isEmpty()) {
            return null;
        }
        Optional<FileStatus> status = LockFiles.status(kind.path());
        return status.isEmpty()
                ? null
                : OF_JVM.again(new Identity(status.get().device(), status.get().inode()), new Terms(kind, mode));
    }

    @Override
    public Level<FileHold> approach(Deadline deadline, int round) throws IOException, InterruptedException {
        return OF_JVM.outermost(kind.approach(deadline, round), new Terms(kind, mode));
    }
}
