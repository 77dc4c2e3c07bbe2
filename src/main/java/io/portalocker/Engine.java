package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;

/**
 * What acquiring stands on: time, and the gates of this JVM.
 *
 * @param ticker time
 * @param gates the gate of each file
 */
record Engine(Ticker ticker, Gates gates) {

    /** The real ones. */
    static final Engine SYSTEM = new Engine(Ticker.SYSTEM, Gates.OF_JVM);

    Deadline deadline(Waiting waiting) {
        return Deadline.after(waiting.timeout(), ticker);
    }

    /**
     * Locks an open file, waiting until the deadline if need be. What the user supplied can only be tried again.
     *
     * @return false if it was still locked then
     */
    boolean lock(LockableFile file, Locker locker, boolean shared, Deadline deadline, Duration checkInterval)
            throws IOException, InterruptedException {
        if (locker.tryLock(file, shared)) {
            return true;
        }
        if (deadline.hasPassed()) {
            return false;
        }
        return locker instanceof BuiltinLocker builtin
                ? file.await(builtin.mechanism(), shared, deadline, checkInterval)
                : LockWait.ofJvm()
                        .polling(() -> locker.tryLock(file, shared), deadline, Deadline.saturatedNanos(checkInterval));
    }
}
