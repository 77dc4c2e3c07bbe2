package io.portalocker;

import java.io.IOException;
import java.time.Duration;
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

    /** Adds to what the kernel says about the holder what the pid file says now: it goes when the lock does. */
    static AlreadyLockedException named(PidFileLock lock, AlreadyLockedException anonymous) {
        OptionalLong pid = lock.readPid();
        if (pid.isEmpty()) {
            return anonymous;
        }
        LockHolder named = Holders.describe(pid.getAsLong(), false);
        Contention contention = new Contention(
                "'" + lock.path() + "' names " + named + "; '" + lock.lockPath() + "' is locked",
                anonymous.waited(),
                Duration.ZERO,
                () -> withFirst(named, anonymous.holders()));
        return anonymous instanceof LockTimeoutException
                ? new LockTimeoutException(contention)
                : new AlreadyLockedException(contention);
    }

    /** The process that the pid file names, if it names one, in front of the others. */
    static List<LockHolder> withNumber(PidFileLock lock, List<LockHolder> kernels) {
        OptionalLong pid = lock.readPid();
        if (pid.isEmpty()) {
            return kernels;
        }
        return withFirst(Holders.describe(pid.getAsLong(), false), kernels);
    }

    private static List<LockHolder> withFirst(LockHolder named, List<LockHolder> kernels) {
        List<LockHolder> holders = new ArrayList<>(kernels);
        holders.removeIf(holder -> holder.pid() == named.pid());
        holders.addFirst(named);
        return holders;
    }
}
