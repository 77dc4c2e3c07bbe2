package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a file: what is locked must be the file at the path.
 *
 * <p>Where threads wait already, the gate is found by the path, and the file is opened when it is their turn, or taken
 * over from the holder before: a thousand waiters cost no more descriptors than one, and a lock that goes from thread to
 * thread two calls of the kernel's, not five.
 *
 * @param interval the longest pause between two attempts, nanoseconds
 */
public record FileKind(Path path, Opening opening, Locking locking, boolean shared, long interval, Gates gates)
        implements Kind<FileHold> {

    public FileKind(Path path, Opening opening, Locking locking, boolean shared, long interval) {
        this(path, opening, locking, shared, interval, Gates.OF_JVM);
    }

    @Override
    public FileHold approach(Deadline deadline, int round) throws IOException, InterruptedException {
        Gate crowded = round == 0 ? gates.referenceCrowded(path) : null;
        if (crowded == null && (round > 0 || locking.isOfProcess())) {
            crowded = gateAtPath();
        }
        return crowded == null ? open(deadline) : new FileHold(this, null, crowded);
    }

    /** Opens the file before the gate is known. */
    public FileHold open(Deadline deadline) throws IOException, InterruptedException {
        OpenFile file = opening.open(path, deadline);
        return new FileHold(this, file, gates.reference(file.device(), file.inode()));
    }

    /**
     * The gate of the file at the path, without opening it: a descriptor opened while this process has the record lock stays
     * open as long as that, so one that finds the gate closed must not have any.
     */
    private @Nullable Gate gateAtPath() throws IOException {
        Optional<FileStatus> status = LockFiles.status(path);
        return status.isPresent() && status.get().isRegular()
                ? gates.reference(status.get().device(), status.get().inode())
                : null;
    }
}
