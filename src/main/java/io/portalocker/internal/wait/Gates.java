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

    private static final class Stripe {
        /** The first gate of the chain. Guarded by this stripe. */
        @Nullable
        Gate first;

        /** A gate that nobody refers to, kept for the next file: most are taken and given back at once. Likewise. */
        @Nullable
        Gate idle;

        Gate take() {
            Gate gate = idle == null ? new Gate() : idle;
            idle = null;
            return gate;
        }
    }

    Gates() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /**
     * Refers to the gate of a file.
     *
     * @param device the file's device
     * @param inode the file's inode
     * @return the gate, to be given to {@link #dereference} once
     */
    public Gate reference(long device, long inode) {
        Stripe stripe = stripe(device, inode);
        synchronized (stripe) {
            Gate gate = stripe.first;
            while (gate != null && !gate.isOf(device, inode)) {
                gate = gate.next;
            }
            if (gate == null) {
                gate = stripe.take();
                gate.moveTo(device, inode);
                gate.next = stripe.first;
                stripe.first = gate;
            }
            gate.reference();
            return gate;
        }
    }

    /**
     * Refers to the gate of the file that waiting threads found at a path. Since then another file may have come there.
     *
     * @param path the path
     * @return the gate, to be given to {@link #dereference} once, or null if nobody waits
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

    /**
     * Lets others find a gate by the path: somebody is about to wait there.
     *
     * @param gate the gate, referred to by the caller
     * @param path where the caller found its file
     */
    public void announceCrowd(Gate gate, Path path) {
        synchronized (stripe(gate.device(), gate.inode())) {
            if (gate.path == null && crowded.putIfAbsent(path, gate) == null) {
                gate.path = path;
            }
        }
    }

    /**
     * Gives up a reference.
     *
     * @param gate what {@link #reference} gave
     */
    public void dereference(Gate gate) {
        if (gate.dereferenceUnlessLast()) {
            return;
        }
        Stripe stripe = stripe(gate.device(), gate.inode());
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
        Gate before = null;
        for (Gate each = stripe.first; each != gate && each != null; each = each.next) {
            before = each;
        }
        if (before == null) {
            stripe.first = gate.next;
        } else {
            before.next = gate.next;
        }
        gate.next = null;
        stripe.idle = gate;
    }

    /** {@return how many gates are referred to; for tests of leaks} */
    public int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                for (Gate gate = stripe.first; gate != null; gate = gate.next) {
                    size++;
                }
            }
        }
        return size;
    }

    private Stripe stripe(long device, long inode) {
        long hash = (inode + 31 * device) * 0x9E3779B97F4A7C15L;
        return stripes[(int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(STRIPES)))];
    }
}
