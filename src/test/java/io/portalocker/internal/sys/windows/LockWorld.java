package io.portalocker.internal.sys.windows;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/** One lock between handles, and a system that treats waiting requests well or in one of the ways that systems were seen to. */
final class LockWorld implements LockRequests {

    private static final int ERROR_OPERATION_ABORTED = 995;

    /** What becomes of a request that is cancelled, or should wait. */
    enum Manner {
        /** A cancelled request ends without the lock. */
        ABORTS,
        /** A cancelled request goes on, as a synchronous one under Wine. */
        IGNORES,
        /** A cancelled request reports success and has nothing, as an overlapped one under Wine. */
        LIES,
        /** A cancelled request gets the lock in the same moment, which Windows does not exclude. */
        WINS,
        /** No request waits, and each reports success. */
        NEVER_WAITS,
        /** Freeing the lock wakes nobody. */
        FORGETS,
        /** The file system knows no locks. */
        REFUSES
    }

    private final Manner manner;

    /** Guarded by this, as all below. */
    private long holder;

    private final Set<Long> waiting = new HashSet<>();
    private final Set<Long> cancelled = new HashSet<>();
    private int strays;

    LockWorld(Manner manner) {
        this.manner = manner;
    }

    @Override
    public synchronized int lock(long handle, boolean shared, MemorySegment overlapped) {
        long request = overlapped.address();
        if (manner == Manner.NEVER_WAITS) {
            return 0;
        }
        if (manner == Manner.REFUSES) {
            return 1;
        }
        waiting.add(request);
        try {
            while (holder != 0) {
                wait();
                if (cancelled.contains(request) && manner != Manner.IGNORES) {
                    if (manner == Manner.WINS) {
                        holder = handle;
                    }
                    return manner == Manner.LIES || manner == Manner.WINS ? 0 : ERROR_OPERATION_ABORTED;
                }
            }
            holder = handle;
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError("a blocked call takes no interrupts", e);
        } finally {
            waiting.remove(request);
            cancelled.remove(request);
        }
    }

    @Override
    public synchronized void cancel(long handle, MemorySegment overlapped) {
        if (waiting.contains(overlapped.address())) {
            cancelled.add(overlapped.address());
            notifyAll();
        } else {
            strays++;
        }
    }

    @Override
    public synchronized boolean tryLock(long handle) {
        if (holder != 0) {
            return false;
        }
        holder = handle;
        return true;
    }

    @Override
    public synchronized void unlock(long handle) {
        if (holder == handle) {
            holder = 0;
            if (manner != Manner.FORGETS) {
                notifyAll();
            }
        }
    }

    synchronized long holder() {
        return holder;
    }

    synchronized int requestsThatWait() {
        return waiting.size();
    }

    synchronized int strayCancellations() {
        return strays;
    }
}
