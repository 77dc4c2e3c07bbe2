package io.portalocker;

import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.Locking;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The primitive under the locks: locks an open file and frees it. It acts on the descriptor alone: it asks no other thread
 * of this JVM, does not notice a deleted or replaced file, and gives no memory ordering between threads. Most programs
 * want {@link Lock}.
 */
public final class Portalocker {

    private Portalocker() {}

    /**
     * Locks an open file with {@link Locker#ofPlatform}. See {@link #lock(Locker, LockableFile, LockFlag...)}.
     *
     * @param file the file
     * @param flags {@code EXCLUSIVE} or {@code SHARED}, and perhaps {@code NON_BLOCKING}
     * @throws LockException as there
     */
    public static void lock(LockableFile file, LockFlag... flags) throws LockException {
        lock(Locker.ofPlatform(), file, flags);
    }

    /**
     * Locks an open file, and empties it the first time if its mode says so. Without {@code NON_BLOCKING} it waits until
     * the lock is acquired or the thread interrupted. Locking again through the same descriptor converts the lock, which
     * is not atomic: another may come in between.
     *
     * @param locker what locks
     * @param file the file
     * @param flags {@code EXCLUSIVE} or {@code SHARED}, and perhaps {@code NON_BLOCKING}
     * @throws IllegalArgumentException if the flags are no such set; no system call is made
     * @throws AlreadyLockedException if it is held elsewhere and {@code NON_BLOCKING} is among the flags
     * @throws LockInterruptedException if the thread was interrupted while it waited; its status is set again
     * @throws LockUnsupportedException if there is no such lock
     * @throws LockIOException if the system refuses
     */
    public static void lock(Locker locker, LockableFile file, LockFlag... flags) throws LockException {
        Set<LockFlag> set = checked(flags);
        boolean shared = set.contains(LockFlag.SHARED);
        boolean nonBlocking = set.contains(LockFlag.NON_BLOCKING);
        Waiting waiting = Waiting.DEFAULT.withTimeout(nonBlocking ? Duration.ZERO : Waiting.FOREVER);
        Deadline deadline = Deadline.after(waiting.timeout(), Ticker.SYSTEM);
        Locking locking = BuiltinLocker.engine(locker);
        OpenFile open = file.file();
        try {
            open.begin();
            try {
                if (!locking.tryLock(open, shared)
                        && !(deadline.isForever()
                                && locking.await(open, shared, deadline, Acquiring.interval(waiting)))) {
                    throw new AlreadyLockedException(new Contention(
                            "'" + open.name() + "' is locked (" + locker.name() + ")",
                            Duration.ZERO,
                            Duration.ZERO,
                            () -> file.path().map(Holders::quietly).orElse(List.of()),
                            holders -> ""));
                }
            } finally {
                open.end();
            }
            open.start(shared);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for '" + open.name() + "'");
        } catch (IOException e) {
            throw Failures.locking(open.name(), locker.name(), "lock", e);
        }
    }

    /**
     * Frees an open file that {@link #lock(LockableFile, LockFlag...)} locked. Freeing what is not locked does nothing.
     *
     * @param file the file
     * @throws LockException if it may still be locked
     */
    public static void unlock(LockableFile file) throws LockException {
        unlock(Locker.ofPlatform(), file);
    }

    /**
     * Frees an open file.
     *
     * @param locker what locked it
     * @param file the file
     * @throws LockException if it may still be locked
     */
    public static void unlock(Locker locker, LockableFile file) throws LockException {
        try {
            locker.unlock(file);
        } catch (IOException e) {
            throw Failures.locking(file.name(), locker.name(), "unlock", e);
        }
    }

    /**
     * Lists who holds a lock on a file, by the kernel's account. Good for a message; see {@link LockHolder}. Windows tells
     * which processes have the file open, this one among them: the holder is one of those, and whether it holds shared
     * is not told.
     *
     * @param path the file
     * @return the holders; empty where there are none, or the system does not tell (macOS, Nano Server), or they are not
     *     visible from this container
     * @throws LockIOException if there is no such file
     */
    public static List<LockHolder> holders(Path path) throws LockException {
        return Holders.of(LockPath.check(path));
    }

    /**
     * Tells what the library does in this JVM: which native layer, which lockers, how it waits.
     *
     * @return a snapshot
     */
    public static Diagnostics diagnostics() {
        return Diagnostics.ofJvm();
    }

    private static Set<LockFlag> checked(LockFlag... flags) {
        Set<LockFlag> set = EnumSet.noneOf(LockFlag.class);
        set.addAll(Arrays.asList(flags));
        if (set.contains(LockFlag.EXCLUSIVE) == set.contains(LockFlag.SHARED)) {
            throw new IllegalArgumentException("exactly one of EXCLUSIVE and SHARED is needed, not " + set);
        }
        return set;
    }
}
