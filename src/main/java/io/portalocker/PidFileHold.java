package io.portalocker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a {@link PidFileLock} does once its neighbour is locked, and says when it is not. */
final class PidFileHold {

    private PidFileHold() {}

    /** Publishes this process's number, or frees the lock. */
    static Held publish(PidFileLock lock, FileHold hold, PidFile.Watcher watcher) throws LockException {
        long pid = ProcessHandle.current().pid();
        try {
            lock.file().publish(pid, watcher);
        } catch (IOException e) {
            LockException failure = e instanceof LockException known
                    ? known
                    : new LockIOException(
                            "cannot publish pid " + pid + " in '" + lock.path() + "': " + e, "publish", "", 0, e);
            throw undone(lock, hold, failure);
        }
        return RemovedAtExit.handle(hold, () -> remove(lock, hold, pid));
    }

    private static LockException undone(PidFileLock lock, FileHold hold, LockException failure) {
        try {
            hold.release(() -> LockFiles.removeIfStill(hold.file(), lock.lockPath()));
        } catch (LockException second) {
            failure.addSuppressed(second);
        }
        return failure;
    }

    /** The number goes first: while it can be read, the lock that it speaks of is held. */
    private static void remove(PidFileLock lock, FileHold hold, long pid) throws IOException {
        try {
            // A neighbour that is another file has another holder, in this JVM perhaps, whose number it is then.
            if (hold.file().isAtPath() || LockFiles.status(lock.lockPath()).isEmpty()) {
                lock.file().removeIfOf(pid);
            }
        } finally {
            LockFiles.removeIfStill(hold.file(), lock.lockPath());
        }
    }

    /** Adds to what the kernel says about the holder what the pid file says. */
    static AlreadyLockedException named(PidFileLock lock, AlreadyLockedException anonymous) {
        List<LockHolder> holders = withNumber(lock, anonymous.holders());
        if (holders.equals(anonymous.holders())) {
            return anonymous;
        }
        String message = "'" + lock.path() + "' names " + holders.getFirst() + "; " + anonymous.getMessage();
        return anonymous instanceof LockTimeoutException
                ? new LockTimeoutException(message, anonymous.waited(), holders)
                : new AlreadyLockedException(message, anonymous.waited(), holders);
    }

    /** The process that the pid file names, if it names one, in front of the others. */
    static List<LockHolder> withNumber(PidFileLock lock, List<LockHolder> kernels) {
        OptionalLong pid = lock.readPid();
        if (pid.isEmpty()) {
            return kernels;
        }
        List<LockHolder> holders = new ArrayList<>(kernels);
        holders.removeIf(holder -> holder.pid() == pid.getAsLong());
        holders.addFirst(Holders.describe(pid.getAsLong(), false));
        return holders;
    }
}
