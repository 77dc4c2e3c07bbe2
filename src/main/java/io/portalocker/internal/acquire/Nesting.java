package io.portalocker.internal.acquire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a thread holds several times over: one lock, and a level for each acquisition. The last of them to be released
 * frees the lock, whatever the order and whichever threads release. Each gives back itself at most, so none can be given
 * back that belongs to another handle.
 */
final class Nesting<H extends Hold> {

    private final Nestings<H> nestings;
    private final Thread owner;
    private final H base;

    /** Guarded by this. */
    private Nestings.Terms terms;

    /** Zero before the lock is held, and for good once it is free. Guarded by this. */
    private int levels;

    Nesting(Nestings<H> nestings, H base, Nestings.Terms terms) {
        this.nestings = nestings;
        this.owner = Thread.currentThread();
        this.base = base;
        this.terms = terms;
    }

    H base() {
        return base;
    }

    synchronized void register() {
        levels = 1;
        nestings.put(owner, base, this);
    }

    synchronized @Nullable Level<H> enterAgain(Nestings.Terms inner) throws Refusal {
        if (levels == 0 || !base.isHeld()) {
            return null;
        }
        String objection = terms.objectionTo(inner, base.name());
        if (objection != null) {
            throw Refusal.deadlock(objection);
        }
        levels++;
        return inside();
    }

    private Level<H> inside() {
        Level<H> level = new Level<>(this);
        level.beginInside();
        return level;
    }

    synchronized void leave(Level<H> level, Hold.Last last) throws IOException {
        if (levels > 1) {
            levels--;
            level.end();
            last.run();
            return;
        }
        try {
            base.release(last);
        } finally {
            if (!base.isHeld()) {
                levels = 0;
                level.end();
                nestings.remove(owner, base, this);
            }
        }
    }

    synchronized Level<H> exchange(Level<H> level, Nestings.Terms others, Hold.Last action) throws IOException {
        if (levels > 1) {
            throw new IllegalStateException(
                    base.name() + " is held through " + levels + " handles; release all but this one first");
        }
        if (!level.isHeld()) {
            throw Refusal.lost(Loss.Reason.RELEASED, base.name() + " was released");
        }
        action.run();
        terms = others;
        level.end();
        return inside();
    }
}
