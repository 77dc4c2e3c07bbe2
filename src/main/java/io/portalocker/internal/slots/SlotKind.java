package io.portalocker.internal.slots;

import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.wait.Deadline;

/**
 * Any one of the slots of a semaphore.
 *
 * @param interval the longest pause between two looks at every slot, nanoseconds
 */
public record SlotKind(Slots slots, long interval) implements Kind<SlotHold> {

    @Override
    public SlotHold approach(Deadline deadline, int round) throws Refusal {
        return new SlotHold(SlotTable.enter(slots), interval);
    }
}
