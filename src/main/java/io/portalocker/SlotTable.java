package io.portalocker;

import io.portalocker.internal.slots.SlotPlan;
import io.portalocker.internal.wait.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM knows of one semaphore while it has permits of it or waits for one.
 *
 * <p>It saves work and decides nothing: a slot is held by whoever has its file locked. Of those who wait one looks at the
 * slots and the others queue behind it, in the order of their arrival; newcomers do not overtake them, save those who do
 * not want to wait and look once.
 */
final class SlotTable {

    private static final ConcurrentMap<Key, SlotTable> OF_JVM = new ConcurrentHashMap<>();

    private final Key key;
    private final int maximum;
    private final DeclaredMaximum declared;
    private final SlotFiles files;
    private final SlotNews news = new SlotNews();
    private final ReentrantLock turn = new ReentrantLock(true);

    /** How many permits and waiters there are. Guarded by the map's entry for the key. */
    private int users;

    /** The permits of this JVM by slot. Guarded by this. */
    private final Map<Integer, Permit> own = new HashMap<>();

    /** The slots of those permits. Written under this object's monitor. */
    private volatile SlotPlan plan = SlotPlan.EMPTY;

    /**
     * Which semaphore. Two spellings of a directory make two tables, which costs a little work.
     *
     * @param directory where the slots are
     * @param name what they are called
     */
    private record Key(Path directory, String name) {}

    private SlotTable(Key key, BoundedSemaphore semaphore) {
        this.key = key;
        maximum = semaphore.maximum();
        declared = new DeclaredMaximum(semaphore);
        files = new SlotFiles(semaphore);
    }

    /** Takes a slot, or answers null if all were held until the deadline. */
    static @Nullable Permit take(BoundedSemaphore semaphore, Waiting waiting, Deadline deadline)
            throws LockException, InterruptedException {
        SlotTable table = enter(semaphore);
        Permit permit = null;
        try {
            permit = table.take(semaphore, waiting.checkInterval(), deadline);
            return permit;
        } finally {
            if (permit == null) {
                table.leave();
            }
        }
    }

    /** How many semaphores are in use; for tests of leaks. */
    static int size() {
        return OF_JVM.size();
    }

    private static SlotTable enter(BoundedSemaphore semaphore) throws LockMismatchException {
        Key key = new Key(semaphore.directory(), semaphore.name());
        SlotTable table = OF_JVM.compute(key, (same, present) -> {
            SlotTable entered = present == null ? new SlotTable(key, semaphore) : present;
            entered.users++;
            return entered;
        });
        if (table.maximum != semaphore.maximum()) {
            table.leave();
            throw DeclaredMaximum.mismatch(semaphore, table.maximum + " in this process");
        }
        return table;
    }

    private void leave() {
        SlotTable remaining = OF_JVM.computeIfPresent(key, (same, table) -> {
            users--;
            if (users > 0) {
                return table;
            }
            declared.close();
            return null;
        });
        if (remaining == null) {
            files.close();
        }
    }

    private @Nullable Permit take(BoundedSemaphore semaphore, Duration checkInterval, Deadline deadline)
            throws LockException, InterruptedException {
        declared.check();
        if (deadline.isImmediate() || !enterTurn(deadline)) {
            return look(semaphore::tryLock);
        }
        Permit permit = null;
        try (SlotWait wait = new SlotWait(files, news, checkInterval)) {
            permit = await(wait, deadline);
            return permit;
        } finally {
            if (permit == null && !turn.hasQueuedThreads()) {
                files.close();
            }
            turn.unlock();
        }
    }

    private @Nullable Permit await(SlotWait wait, Deadline deadline) throws LockException, InterruptedException {
        while (true) {
            long begin = System.nanoTime();
            news.begin();
            Permit permit = look(files::tryLock);
            if (permit == null && !deadline.hasPassed() && wait.subscribe()) {
                permit = look(files::tryKept);
            }
            if (permit != null || deadline.hasPassed()) {
                return permit;
            }
            wait.rest(System.nanoTime() - begin);
            while (wait.awaitNews(deadline)) {
                permit = look(files::tryKept);
                if (permit != null) {
                    return permit;
                }
            }
        }
    }

    private boolean enterTurn(Deadline deadline) throws InterruptedException {
        return (!turn.hasQueuedThreads() && turn.tryLock()) || turn.tryLock(deadline.remaining(), TimeUnit.NANOSECONDS);
    }

    private @Nullable Permit look(SlotPlan.Attempt<FileHold, LockException> attempt) throws LockException {
        Permit permit = plan.take(maximum, slot -> {
            FileHold hold = attempt.at(slot);
            return hold == null ? null : new Permit(hold, slot, this);
        });
        if (permit == null) {
            return null;
        }
        try {
            declared.checkNobodyBeyond();
        } catch (LockException e) {
            permit.hold().release(Stay.Last.NOTHING);
            throw e;
        }
        synchronized (this) {
            own.put(permit.slot(), permit);
            plan = plan.with(permit.slot());
        }
        return permit;
    }

    /** Called once for each permit, when its file is free: another thread may have taken the slot in the meantime. */
    void freed(Permit permit) {
        synchronized (this) {
            if (own.remove(permit.slot(), permit)) {
                plan = plan.without(permit.slot());
            }
        }
        news.freed();
        leave();
    }
}
