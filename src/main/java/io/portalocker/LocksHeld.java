package io.portalocker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Several locks that were acquired at once, by {@link Locks}. It is held while all of them are: the loss of one is the loss of
 * all, though the others stay locked until {@link #release()}.
 */
public final class LocksHeld implements Held {

    /** In the order in which they were acquired. */
    private final Map<LockBase<?, ?>, Held> held;

    private final CompletableFuture<LockLostException> lost = new CompletableFuture<>();

    LocksHeld(Map<LockBase<?, ?>, Held> held) {
        this.held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
        this.held.values().forEach(each -> each.onLost(lost::complete));
    }

    /**
     * Gives the handle of one of the locks, as its own {@code acquire} does. Releasing that frees it alone.
     *
     * @param <H> what the lock gives
     * @param lock one of those that were acquired, or an equal description
     * @return its handle
     * @throws IllegalArgumentException if it was not among them
     */
    @SuppressWarnings("unchecked") // a lock was put in with what it gave
    public <H extends Held> H of(LockBase<?, H> lock) {
        Held one = held.get(lock);
        if (one == null) {
            throw new IllegalArgumentException("not among those that were acquired: " + lock);
        }
        return (H) one;
    }

    /** {@return all handles, in the order in which the locks were acquired} */
    public List<Held> handles() {
        return List.copyOf(held.values());
    }

    /**
     * Frees all locks, the last one first, whatever becomes of the others.
     *
     * @throws LockException what the first of them threw; what others threw is suppressed in it
     */
    @Override
    public void release() throws LockException {
        List<Held> lastFirst = new ArrayList<>(held.values());
        Collections.reverse(lastFirst);
        Locks.release(lastFirst);
    }

    @Override
    public boolean isHeld() {
        return held.values().stream().allMatch(Held::isHeld);
    }

    @Override
    public void ensureHeld() throws LockException {
        for (Held each : held.values()) {
            each.ensureHeld();
        }
    }

    @Override
    public CompletionStage<LockLostException> lost() {
        return lost.minimalCompletionStage();
    }
}
