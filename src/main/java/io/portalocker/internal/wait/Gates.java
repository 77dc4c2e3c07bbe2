package io.portalocker.internal.wait;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The gates of the files that threads of this JVM hold or want: one for each file identity, made at the first reference
 * and gone with the last, so that there are never more gates than handles and waiters, and a few idle ones.
 *
 * <p>A table of chains of the gates themselves: a concurrent map would allocate a key and a node for every lock taken.
 */
public final class Gates {

    /** A power of two; more than threads that lock at the same moment. */
    private static final int STRIPES = 64;

    /** Those of this JVM. The kernel's locks are per JVM or finer, so there must be no second set. */
    public static final Gates OF_JVM = new Gates();

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** Gates where threads wait, by the path they came by: who comes later need not open the file to find the queue. */
    private final ConcurrentMap<Path, Gate> crowded = new ConcurrentHashMap<>();

    /** The chains of a part of the gates. Guarded by itself. */
    private static final class Stripe {

        private static final int FEWEST_CHAINS = 4;

        /** Their first gates; a power of two. There are at least as many as gates, so a chain is short. */
        private @Nullable Gate[] chains = new @Nullable Gate[FEWEST_CHAINS];

        private int size;

        /** A gate that nobody refers to, kept for the next file: most are taken and given back at once. */
        private @Nullable Gate idle;

        Gate findOrMake(long hash, long device, long inode) {
            for (Gate gate = chains[index(hash)]; gate != null; gate = gate.next) {
                if (gate.isOf(device, inode)) {
                    return gate;
                }
            }
            Gate gate = idle == null ? new Gate() : idle;
            idle = null;
            gate.moveTo(device, inode);
            if (++size > chains.length) {
                grow();
            }
            link(gate, hash);
            return gate;
        }

        private int index(long hash) {
            return (int) hash & (chains.length - 1);
        }

        private void link(Gate gate, long hash) {
            int index = index(hash);
            Gate first = chains[index];
            gate.previous = null;
            gate.next = first;
            if (first != null) {
                first.previous = gate;
            }
            chains[index] = gate;
        }

        private void grow() {
            @Nullable Gate[] old = chains;
            chains = new @Nullable Gate[2 * old.length];
            for (Gate first : old) {
                for (Gate gate = first; gate != null; ) {
                    Gate next = gate.next;
                    link(gate, hash(gate.device(), gate.inode()));
                    gate = next;
                }
            }
        }

        void unlink(Gate gate) {
            Gate next = gate.next;
            Gate previous = gate.previous;
            if (next != null) {
                next.previous = previous;
            }
            if (previous == null) {
                chains[index(hash(gate.device(), gate.inode()))] = next;
            } else {
                previous.next = next;
            }
            gate.next = null;
            gate.previous = null;
            size--;
            // One that somebody left occupied must never stand before another file.
            idle = gate.isVacant() ? gate : null;
        }
    }

    public Gates() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Refers to the gate of a file, which is to be given to {@link #dereference} once. */
    public Gate reference(long device, long inode) {
        long hash = hash(device, inode);
        Stripe stripe = stripe(hash);
        synchronized (stripe) {
            Gate gate = stripe.findOrMake(hash, device, inode);
            gate.reference();
            return gate;
        }
    }

    /**
     * Refers to the gate of the file that waiting threads found at a path, or answers null if nobody waits. Since then
     * another file may have come there.
     */
    public @Nullable Gate referenceCrowded(Path path) {
        // Without the stripe, for which the whole crowd would queue.
        Gate gate = crowded.get(path);
        if (gate == null || !gate.referenceAgain()) {
            return null;
        }
        if (path.equals(gate.path)) {
            return gate;
        }
        // It was the gate of that file until a moment ago.
        dereference(gate);
        return null;
    }

    /** Lets others find a gate, which the caller refers to, by the path: somebody is about to wait there. */
    public void announceCrowd(Gate gate, Path path) {
        synchronized (stripe(hash(gate.device(), gate.inode()))) {
            if (gate.path == null && crowded.putIfAbsent(path, gate) == null) {
                gate.path = path;
            }
        }
    }

    /** Gives up a reference. */
    public void dereference(Gate gate) {
        if (gate.dereferenceUnlessLast()) {
            return;
        }
        Stripe stripe = stripe(hash(gate.device(), gate.inode()));
        Closeable leftBehind = null;
        synchronized (stripe) {
            if (gate.dereference()) {
                leftBehind = gate.takeLeftBehind();
                unlink(stripe, gate);
            }
        }
        if (leftBehind != null) {
            LateClose.quietly(leftBehind);
        }
    }

    private void unlink(Stripe stripe, Gate gate) {
        Path path = gate.path;
        if (path != null) {
            crowded.remove(path);
            gate.path = null;
        }
        stripe.unlink(gate);
    }

    /** {@return how many gates are referred to; for tests of leaks} */
    public int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                size += stripe.size;
            }
        }
        return size;
    }

    private Stripe stripe(long hash) {
        return stripes[(int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(STRIPES)))];
    }

    private static long hash(long device, long inode) {
        // The upper bits choose the stripe, the lower ones the chain.
        return (inode + 31 * device) * 0x9E3779B97F4A7C15L;
    }
}
