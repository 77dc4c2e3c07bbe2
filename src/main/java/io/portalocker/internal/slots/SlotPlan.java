package io.portalocker.internal.slots;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What one process knows of the slots of a semaphore, and the order in which it looks for a free one: the lowest first, and
 * none that it holds itself. That keeps the held slots together at the low end, where everybody looks first, and makes
 * filling a semaphore from one process cost one look a permit. Immutable.
 */
public final class SlotPlan {

    /** The plan of a process that holds nothing. */
    public static final SlotPlan EMPTY = new SlotPlan(new BitSet());

    /** What {@link #next} answers when there is no slot. */
    public static final int NONE = -1;

    private final BitSet own;

    private SlotPlan(BitSet own) {
        this.own = own;
    }

    /** One attempt at one slot. */
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {

        /** Tries to lock a slot. Answers the slot held, or null if somebody else holds it. */
        @Nullable
        T at(int slot) throws E;
    }

    /** Finds the next slot to look at. Answers the lowest that this process does not hold, or {@link #NONE}. */
    public int next(int from, int maximum) {
        int slot = own.nextClearBit(from);
        return slot < maximum ? slot : NONE;
    }

    /**
     * Looks at all slots that may be free, until one can be had. Answers the slot held, or null if each was held when
     * it was looked at.
     */
    public <T, E extends Exception> @Nullable T take(int maximum, Attempt<T, E> attempt) throws E {
        for (int slot = next(0, maximum); slot != NONE; slot = next(slot + 1, maximum)) {
            T taken = attempt.at(slot);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /** Notes that this process holds a slot. */
    public SlotPlan with(int slot) {
        BitSet more = (BitSet) own.clone();
        more.set(slot);
        return new SlotPlan(more);
    }

    /** Notes that this process does not hold a slot. */
    public SlotPlan without(int slot) {
        BitSet fewer = (BitSet) own.clone();
        fewer.clear(slot);
        return new SlotPlan(fewer);
    }

    /** {@return the slots this process holds} */
    @Override
    public String toString() {
        return own.toString();
    }
}
