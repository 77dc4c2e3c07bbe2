package io.portalocker.internal.range;

import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.acquire.Nestings;
import io.portalocker.internal.file.LockFiles;
import io.portalocker.internal.range.RangeFiles.Identity;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The read or the write lock of a file. A thread that is inside already gets another handle: at the gate it could wait for a
 * writer who waits for it.
 *
 * @param interval the longest pause between two attempts, nanoseconds
 */
public record RangeKind(Path path, boolean shared, long interval, RangeFiles files) implements Kind<Level<RangeHold>> {

    /** Those of this JVM. */
    private static final Nestings<RangeHold> OF_JVM = new Nestings<>(
            hold -> new Identity(hold.file().device(), hold.file().inode()));

    /** Whether a thread reads or writes; it can do more of the same. */
    public enum Side implements Nestings.Terms {
        READING,
        WRITING;

        @Override
        public @Nullable String objectionTo(Nestings.Terms inner, String name) {
            if (this == inner) {
                return null;
            }
            return this == READING
                    ? "this thread has " + name
                            + " for reading, and a read lock cannot become a write lock: two readers"
                            + " who both wanted that would wait for each other; release it, then write-lock"
                    : "this thread has " + name
                            + " for writing; to go on reading, use downgrade() of the handle it has";
        }
    }

    public RangeKind(Path path, boolean shared, long interval) {
        this(path, shared, interval, RangeFiles.OF_JVM);
    }

    private Side side() {
        return shared ? Side.READING : Side.WRITING;
    }

    @Override
    public @Nullable Level<RangeHold> again() throws IOException {
        if (OF_JVM.isEmpty()) {
            return null;
        }
        Optional<FileStatus> status = LockFiles.status(path);
        return status.isEmpty()
                ? null
                : OF_JVM.again(new Identity(status.get().device(), status.get().inode()), side());
    }

    @Override
    public Level<RangeHold> approach(Deadline deadline, int round) throws IOException {
        return OF_JVM.outermost(new RangeHold(this, files.reference(path)), side());
    }

    /** Turns a write lock into a read lock, with no other writer in between; the handle is given up for another. */
    public static Level<RangeHold> downgrade(Level<RangeHold> writer) throws IOException {
        return writer.exchange(Side.READING, writer.base()::downgrade);
    }
}
