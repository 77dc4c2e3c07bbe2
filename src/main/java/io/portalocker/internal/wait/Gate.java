package io.portalocker.internal.wait;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * The queue of this JVM's threads for one file, in front of the kernel's lock. Whoever is inside may ask the kernel;
 * everyone else parks here, so that one file costs the kernel one waiter a JVM. It is also what makes the actions of one
 * holder visible to the next: {@code flock} gives no edge in the Java memory model.
 *
 * <p>Threads enter in the order of their arrival, except that a newcomer who finds the gate open may overtake the queue,
 * and at most {@value #MOST_BARGES} times in a row. Handing over to a sleeping thread costs microseconds in which nobody
 * works, so a strict order is an order of magnitude slower; without a bound the queue would starve. Who wants to share
 * never overtakes, so a queued writer is not starved by readers; readers at the head of the queue enter together.
 *
 * <p>It extends the synchronizer rather than wrapping it because one is made for each lock of a free file.
 */
public final class Gate extends AbstractQueuedSynchronizer {

    @Serial
    private static final long serialVersionUID = 1;

    /** How often newcomers may overtake a queue before its head must have its turn. */
    static final int MOST_BARGES = 32;

    private static final AtomicIntegerFieldUpdater<Gate> REFERENCES =
            AtomicIntegerFieldUpdater.newUpdater(Gate.class, "references");

    private static final int OPEN = 0;
    private static final int EXCLUSIVE = -1;

    /** The file's identity. Changed only while nobody refers to the gate, guarded by the stripe of {@link Gates}. */
    private long device;

    private long inode;

    /**
     * How many threads are inside, queued, or about to be. Changed through {@link #REFERENCES}; leaves zero, and comes to
     * be zero, only under the stripe of {@link Gates}.
     */
    private volatile int references;

    /** The next gate of the same stripe. Guarded by the stripe of {@link Gates}. */
    @Nullable
    Gate next;

    /** Overtakings since the head of the queue last had its turn. Written only by who has just entered exclusively. */
    private int barges;

    /** Who entered exclusively. Written by that thread; read racily by others, for which any other value is as good. */
    private transient @Nullable Thread owner;

    /** Made when first contended; most gates never are. Guarded by this. */
    private @Nullable Semaphore turn;

    /** How many inside have, or are about to ask for, a record lock, which belongs to the process. Guarded by this. */
    private int recordLocks;

    /** How to close what must stay open for the sake of record locks. Guarded by this. */
    private transient List<Call> leftOpen = List.of();

    /** Where threads that wait here found the file, once there were any. Written under the stripe of {@link Gates}. */
    transient volatile @Nullable Path path;

    /** What a holder left for the next; see {@link #leaveBehind}. Guarded by being inside exclusively, or by nobody being. */
    private transient @Nullable Closeable leftBehind;

    /** A call on the file. */
    public interface Call {
        /**
         * Makes the call.
         *
         * @throws IOException if it fails
         */
        void run() throws IOException;
    }

    /** Puts the gate in front of a file. */
    void moveTo(long device, long inode) {
        this.device = device;
        this.inode = inode;
    }

    /** Adds a reference; under the stripe. */
    void reference() {
        REFERENCES.incrementAndGet(this);
    }

    /** Adds a reference, if there are any. The file may have become another before. */
    boolean referenceAgain() {
        int before;
        do {
            before = references;
            if (before == 0) {
                return false;
            }
        } while (!REFERENCES.compareAndSet(this, before, before + 1));
        return true;
    }

    /** Takes a reference away, unless it is the last. */
    boolean dereferenceUnlessLast() {
        int before;
        do {
            before = references;
            if (before == 1) {
                return false;
            }
        } while (!REFERENCES.compareAndSet(this, before, before - 1));
        return true;
    }

    /** Takes a reference away; under the stripe. Answers whether it was the last. */
    boolean dereference() {
        return REFERENCES.decrementAndGet(this) == 0;
    }

    /**
     * Compares identities.
     *
     * @param device a file's device
     * @param inode its inode
     * @return whether this gate stands before that file
     */
    public boolean isOf(long device, long inode) {
        return this.inode == inode && this.device == device;
    }

    /** {@return the device of the file} */
    public long device() {
        return device;
    }

    /** {@return the inode of the file} */
    public long inode() {
        return inode;
    }

    /**
     * Enters if that takes no wait.
     *
     * @param shared whether others who share may be inside too
     * @return whether it did
     */
    public boolean tryEnter(boolean shared) {
        return shared ? tryAcquireShared(1) >= 0 : tryAcquire(1);
    }

    /**
     * Enters, waiting until the deadline if need be.
     *
     * @param shared whether others who share may be inside too
     * @param deadline when to give up
     * @return false if it gave up
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean enter(boolean shared, Deadline deadline) throws InterruptedException {
        if (tryEnter(shared)) {
            return true;
        }
        long nanos = deadline.remaining();
        return nanos > 0 && (shared ? tryAcquireSharedNanos(1, nanos) : tryAcquireNanos(1, nanos));
    }

    /** A wait for the kernel's lock. */
    public interface KernelLock {

        /**
         * Waits.
         *
         * @return whether the lock was acquired
         * @throws IOException if it cannot be
         * @throws InterruptedException if the thread was interrupted
         */
        boolean await() throws IOException, InterruptedException;
    }

    /**
     * Has those who share wait for the kernel one after the other: once the first has got its lock, the others get theirs
     * without waiting. Who entered exclusively is alone anyway.
     *
     * @param deadline when to give up
     * @param lock the wait
     * @return whether the lock was acquired
     * @throws IOException if it cannot be
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean inTurn(Deadline deadline, KernelLock lock) throws IOException, InterruptedException {
        Semaphore mine = turn();
        if (!mine.tryAcquire(deadline.remaining(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            return lock.await();
        } finally {
            mine.release();
        }
    }

    private synchronized Semaphore turn() {
        if (turn == null) {
            turn = new Semaphore(1, true);
        }
        return turn;
    }

    /**
     * Leaves; any thread may do it for the one that entered.
     *
     * @param shared as on entering
     */
    public void leave(boolean shared) {
        if (shared) {
            releaseShared(1);
        } else {
            release(1);
        }
    }

    /**
     * Turns an exclusive stay into a shared one without letting a writer in between.
     */
    public void downgrade() {
        owner = null;
        // One share to keep, and one to release, which wakes the readers at the head of the queue.
        setState(2);
        releaseShared(1);
    }

    /** Announces a record lock of the process: from now on no descriptor of the file may be closed. */
    public synchronized void beginRecordLock() {
        recordLocks++;
    }

    /**
     * Ends a record lock. The kernel has only one for the whole process, so it is freed by the last who shares it, who
     * closes what was left open too.
     *
     * @param unlock frees it
     * @throws IOException if that fails; the record lock has not ended then
     */
    public synchronized void endRecordLock(Call unlock) throws IOException {
        if (recordLocks > 1) {
            recordLocks--;
            return;
        }
        unlock.run();
        recordLocks = 0;
        List<Call> closings = leftOpen;
        leftOpen = List.of();
        for (Call closing : closings) {
            LateClose.quietly(closing::run);
        }
    }

    /**
     * Closes a descriptor of the file, at once or with the last record lock: closing any descriptor frees them all.
     *
     * @param close closes it
     * @throws IOException if that fails
     */
    public synchronized void close(Call close) throws IOException {
        if (recordLocks == 0) {
            close.run();
            return;
        }
        if (leftOpen.isEmpty()) {
            leftOpen = new ArrayList<>();
        }
        leftOpen.add(close);
    }

    /**
     * Leaves the file, open and unlocked, for the next who enters exclusively, which saves that thread from opening it. It
     * is closed when nobody refers to the gate any more. To be called inside, by who entered exclusively.
     *
     * @param file the open file
     */
    public void leaveBehind(Closeable file) {
        leftBehind = file;
    }

    /** {@return whether somebody waits who has use for an open file and there is none yet; to be called as the above} */
    public boolean wantsFile() {
        return leftBehind == null && hasQueuedThreads();
    }

    /**
     * Takes what an earlier holder left. To be called inside, by who entered exclusively.
     *
     * @return the open file, unlocked, or null
     */
    public @Nullable Closeable takeLeftBehind() {
        Closeable file = leftBehind;
        leftBehind = null;
        return file;
    }

    /** {@return whether the current thread is the one that entered exclusively} */
    public boolean isOwnedByCurrentThread() {
        return Thread.currentThread().equals(owner);
    }

    @Override
    protected boolean tryAcquire(int ignored) {
        if (getState() != OPEN) {
            return false;
        }
        boolean overtakes = hasQueuedPredecessors();
        if ((overtakes && barges >= MOST_BARGES) || !compareAndSetState(OPEN, EXCLUSIVE)) {
            return false;
        }
        barges = overtakes ? barges + 1 : 0;
        owner = Thread.currentThread();
        return true;
    }

    @Override
    protected boolean tryRelease(int ignored) {
        owner = null;
        setState(OPEN);
        return true;
    }

    @Override
    protected int tryAcquireShared(int ignored) {
        while (true) {
            int sharers = getState();
            if (sharers == EXCLUSIVE || hasQueuedPredecessors()) {
                return -1;
            }
            if (compareAndSetState(sharers, sharers + 1)) {
                return 1;
            }
        }
    }

    @Override
    protected boolean tryReleaseShared(int ignored) {
        while (true) {
            int sharers = getState();
            if (compareAndSetState(sharers, sharers - 1)) {
                // Also while others remain: after a downgrade the head of the queue may be a reader that can enter.
                return true;
            }
        }
    }

    /** {@return its file and whether it is open, for diagnostics} */
    @Override
    public String toString() {
        int state = getState();
        String stay = state == OPEN ? "open" : state == EXCLUSIVE ? "exclusive" : state + " shared";
        return "gate of " + device + ":" + inode + ", " + stay + ", " + getQueueLength() + " queued";
    }
}
