package io.portalocker.internal.wait;

import io.portalocker.internal.events.Recording;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.SysException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.function.Predicate;
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

    private final int mostBarges;

    private static final AtomicIntegerFieldUpdater<Gate> REFERENCES =
            AtomicIntegerFieldUpdater.newUpdater(Gate.class, "references");

    private static final AtomicIntegerFieldUpdater<Gate> CARRIERS =
            AtomicIntegerFieldUpdater.newUpdater(Gate.class, "carriers");

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

    /** Whether a thread waits here with the file open. Changed through {@link #CARRIERS}. */
    @SuppressWarnings("UnusedVariable")
    private volatile int carriers;

    /** The neighbours in the same chain. Guarded by the stripe of {@link Gates}. */
    @Nullable
    Gate next;

    @Nullable
    Gate previous;

    /** Overtakings since the head of the queue last had its turn. Written only by who has just entered exclusively. */
    private int barges;

    /** Made when first contended; most gates never are. Guarded by this. */
    private @Nullable Semaphore turn;

    /** Who has record locks of the file; made for the first. Guarded by this. */
    private transient @Nullable RecordLocks recordLocks;

    /** Where threads that wait here found the file, once there were any. Written under the stripe of {@link Gates}. */
    transient volatile @Nullable Path path;

    /** What a holder left for the next; see {@link #leaveBehind}. Guarded by being inside exclusively, or by nobody being. */
    private transient @Nullable Closeable leftBehind;

    public Gate() {
        this(MOST_BARGES);
    }

    private Gate(int mostBarges) {
        this.mostBarges = mostBarges;
    }

    /** {@return a gate that nobody overtakes at} */
    public static Gate inOrder() {
        return new Gate(0);
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

    /** Whether it can serve another file: nobody is inside, and nobody waits. */
    boolean isVacant() {
        return getState() == OPEN && !hasQueuedThreads() && recordLocks == null;
    }

    public boolean isOf(long device, long inode) {
        return this.inode == inode && this.device == device;
    }

    public long device() {
        return device;
    }

    public long inode() {
        return inode;
    }

    /** Enters if that takes no wait. */
    public boolean tryEnter(boolean shared) {
        return shared ? tryAcquireShared(1) >= 0 : tryAcquire(1);
    }

    /** Enters, waiting until the deadline if need be; false if it gave up. */
    public boolean enter(boolean shared, Deadline deadline) throws InterruptedException {
        if (tryEnter(shared)) {
            return true;
        }
        Recording.waits("", "QUEUE");
        long nanos = deadline.remaining();
        return nanos > 0 && (shared ? tryAcquireSharedNanos(1, nanos) : tryAcquireNanos(1, nanos));
    }

    /** Answers whether the caller may keep the file open while it waits: one is enough to hand on, and a crowd is too many. */
    public boolean beginCarrying() {
        return CARRIERS.compareAndSet(this, 0, 1);
    }

    /** Ends what {@link #beginCarrying} allowed. */
    public void endCarrying() {
        carriers = 0;
    }

    /** A wait for the kernel's lock. */
    public interface KernelLock {
        boolean await() throws IOException, InterruptedException;
    }

    /**
     * Has those who share wait for the kernel one after the other: once the first has got its lock, the others get theirs
     * without waiting. Who entered exclusively is alone anyway. Answers false at the deadline.
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

    /** Leaves; any thread may do it for the one that entered. */
    public void leave(boolean shared) {
        if (shared) {
            releaseShared(1);
        } else {
            release(1);
        }
    }

    /** Turns an exclusive stay into a shared one without letting a writer in between. */
    public void downgrade() {
        // One share to keep, and one to release, which wakes the readers at the head of the queue.
        setState(2);
        releaseShared(1);
    }

    /**
     * Announces a record lock of the process: from now on no descriptor of the file may be closed. Answers false while another
     * copy of this library has that lock.
     */
    public synchronized boolean tryBeginRecordLock() {
        if (recordLocks == null) {
            if (!RecordClaims.claim(device, inode)) {
                return false;
            }
            recordLocks = new RecordLocks();
        }
        recordLocks.begin();
        return true;
    }

    /**
     * Ends a record lock: the last one is freed, and what was kept open for its sake closed. {@code unlock}: frees it;
     * if that throws, the record lock has not ended.
     */
    public synchronized void endRecordLock(RecordLocks.Call unlock) throws IOException {
        RecordLocks ending = recordLocks;
        if (ending != null && ending.end(unlock)) {
            recordLocks = null;
            RecordClaims.release(device, inode);
            ending.closeKept();
        }
    }

    /**
     * Closes a descriptor of the file, at once or with the last record lock: closing any descriptor frees them all.
     * {@code ofRecordLock}: whether a record lock is held through it.
     */
    public synchronized void closeDescriptor(FileCalls files, long descriptor, boolean ofRecordLock)
            throws SysException {
        if (recordLocks == null || (ofRecordLock && recordLocks.isLast())) {
            files.close(descriptor);
        } else {
            recordLocks.keep(() -> files.close(descriptor));
        }
    }

    /** Keeps an open file for who comes next, as long as there are record locks; else closes it. */
    public synchronized void keep(Closeable file) throws IOException {
        if (recordLocks == null) {
            file.close();
        } else {
            recordLocks.keep(file);
        }
    }

    /** Takes a descriptor that could not be closed and is as good as a new one; null if there is none. */
    public synchronized @Nullable Closeable takeKept(Predicate<Closeable> suitable) {
        return recordLocks == null ? null : recordLocks.take(suitable);
    }

    /**
     * Leaves the file, open and unlocked, for the next who enters exclusively, which saves that thread from opening it. It
     * is closed when nobody refers to the gate any more. To be called inside, by who entered exclusively.
     */
    public void leaveBehind(Closeable file) {
        leftBehind = file;
    }

    /** {@return whether somebody waits who has use for an open file and there is none yet; to be called as the above} */
    public boolean wantsFile() {
        return leftBehind == null && hasQueuedThreads();
    }

    /** Takes what an earlier holder left, or null. To be called inside, by who entered exclusively. */
    public @Nullable Closeable takeLeftBehind() {
        Closeable file = leftBehind;
        leftBehind = null;
        return file;
    }

    @Override
    protected boolean tryAcquire(int ignored) {
        if (getState() != OPEN) {
            return false;
        }
        boolean overtakes = hasQueuedPredecessors();
        if ((overtakes && barges >= mostBarges) || !compareAndSetState(OPEN, EXCLUSIVE)) {
            return false;
        }
        barges = overtakes ? barges + 1 : 0;
        return true;
    }

    @Override
    protected boolean tryRelease(int ignored) {
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
