package io.portalocker;

import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.Locking;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.verify.Report;
import io.portalocker.internal.verify.Verifier;
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

    /**
     * Tries every way to lock on a directory, between this process and another that it starts, and what markers need of a
     * file system: whether locks exclude, waits end, deadlines hold, how fast a lock changes hands, whether there are links
     * and exchanges, and how far its clock is from ours. Takes some ten seconds. Works in a hidden directory that it
     * makes there, and removes unless this JVM is killed. Where no other process can be started, that is a finding too, and
     * nothing is trusted.
     *
     * @param directory the directory, of the default file system; symbolic links are followed
     * @return what was seen
     * @throws IllegalArgumentException if the path is empty or of another file system
     * @throws LockIOException if no file can be made in it
     * @throws LockInterruptedException if the thread was interrupted; its status is set again
     */
    public static Verification verify(Path directory) throws LockException {
        Path checked = LockPath.check(directory);
        return verification(checked, () -> Verifier.verify(checked));
    }

    /**
     * Does as {@link #verify(Path)}, and the same between hosts that see one directory: each calls this with the directory, by
     * whatever path it sees it, and the same number. They find each other by files in it. One of them, which is chosen by lot,
     * tries its locks against each of the others; all get its findings. They must run as the same user. A host that does
     * not come in time is a finding, and nothing is trusted.
     *
     * @param directory the directory, of the default file system
     * @param hosts how many take part, this one among them; at least 2
     * @param patience how long to wait for them
     * @return what was seen
     * @throws IllegalArgumentException if there are less than 2 hosts, the patience is negative, or the path is empty or of
     *     another file system
     * @throws LockIOException if no file can be made in it
     * @throws LockInterruptedException if the thread was interrupted; its status is set again
     */
    public static Verification verify(Path directory, int hosts, Duration patience) throws LockException {
        Path checked = LockPath.check(directory);
        Duration longest = Waiting.DEFAULT.withTimeout(patience).timeout();
        if (hosts < 2) {
            throw new IllegalArgumentException("2 hosts or more meet, not " + hosts);
        }
        return verification(checked, () -> Verifier.verify(checked, hosts, longest));
    }

    private interface Examination {
        Report run() throws IOException, InterruptedException;
    }

    private static Verification verification(Path directory, Examination examination) throws LockException {
        try {
            return Verification.of(directory, examination.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while '" + directory + "' was tried");
        } catch (IOException e) {
            throw Failures.of(e);
        }
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
