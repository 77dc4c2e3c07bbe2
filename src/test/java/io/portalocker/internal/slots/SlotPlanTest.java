package io.portalocker.internal.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sequences of what processes do to a semaphore, against a model: the kernel, which knows who has which slot. Each process
 * has its own plan and knows of the others only what the attempts tell.
 */
class SlotPlanTest {
    private static final int MOST_PROCESSES = 5;

    /** What a process does. */
    enum Kind {
        ACQUIRE,
        RELEASE,
        CRASH,
        RESTART
    }

    /**
     * One step.
     *
     * @param process who
     * @param kind what
     * @param which of what it holds, where that matters
     */
    record Step(int process, Kind kind, int which) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(10, Kind.ACQUIRE),
                net.jqwik.api.Tuple.of(6, Kind.RELEASE),
                net.jqwik.api.Tuple.of(1, Kind.CRASH),
                net.jqwik.api.Tuple.of(1, Kind.RESTART));
        return Combinators.combine(
                        Arbitraries.integers().between(0, MOST_PROCESSES - 1),
                        kinds,
                        Arbitraries.integers().between(0, 99))
                .as(Step::new);
    }

    /** The slots' locks, and what each process has and believes. */
    private static final class Model {
        final int maximum;
        final Integer[] owners;
        final SlotPlan[] plans = new SlotPlan[MOST_PROCESSES];
        final Map<Integer, List<Integer>> held = new HashMap<>();
        int attempts;

        Model(int maximum) {
            this.maximum = maximum;
            this.owners = new Integer[maximum];
            for (int process = 0; process < MOST_PROCESSES; process++) {
                plans[process] = SlotPlan.EMPTY;
                held.put(process, new ArrayList<>());
            }
        }

        Integer attempt(int process, int slot) {
            attempts++;
            if (owners[slot] != null) {
                return null;
            }
            owners[slot] = process;
            return slot;
        }

        int lowestFree() {
            for (int slot = 0; slot < maximum; slot++) {
                if (owners[slot] == null) {
                    return slot;
                }
            }
            return SlotPlan.NONE;
        }

        void acquire(int process) {
            int free = lowestFree();
            Integer slot = plans[process].take(maximum, each -> attempt(process, each));
            if (free == SlotPlan.NONE) {
                assertNull(slot, "more permits than slots");
            } else {
                assertNotNull(slot, "refused, but slot " + free + " is free");
                assertEquals(free, slot, "the lowest free slot comes first");
                held.get(process).add(slot);
                plans[process] = plans[process].with(slot);
            }
        }

        void release(int process, int which) {
            List<Integer> own = held.get(process);
            if (own.isEmpty()) {
                return;
            }
            int index = which % own.size();
            int slot = own.get(index);
            own.remove(Integer.valueOf(slot));
            owners[slot] = null;
            plans[process] = plans[process].without(slot);
        }

        /** The kernel frees what a dead process had. */
        void crash(int process) {
            for (int slot : held.get(process)) {
                owners[slot] = null;
            }
            held.get(process).clear();
            plans[process] = SlotPlan.EMPTY;
        }

        void check() {
            long permits = held.values().stream().mapToInt(List::size).sum();
            assertTrue(permits <= maximum, () -> permits + " permits of " + maximum);
            BitSet all = new BitSet();
            held.forEach((process, slots) -> slots.forEach(slot -> {
                assertFalse(all.get(slot), () -> "slot " + slot + " is held twice");
                assertEquals(process, owners[slot]);
                all.set(slot);
            }));
        }
    }

    @Property(tries = 1000)
    void slotsAreGivenAsTheModelSays(
            @ForAll @IntRange(min = 1, max = 100) int maximum,
            @ForAll("sequences") @Size(min = 1, max = 300) List<Step> sequence) {
        Model model = new Model(maximum);
        for (Step step : sequence) {
            switch (step.kind()) {
                case ACQUIRE -> model.acquire(step.process());
                case RELEASE -> model.release(step.process(), step.which());
                // A process that starts again knows nothing, whether it died or left in order.
                case CRASH, RESTART -> model.crash(step.process());
            }
            model.check();
        }
        for (int process = 0; process < MOST_PROCESSES; process++) {
            model.crash(process);
        }
        for (int slot = 0; slot < maximum; slot++) {
            model.acquire(slot % MOST_PROCESSES);
        }
        assertEquals(SlotPlan.NONE, model.lowestFree(), "every slot can be used again");
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        return steps().list().ofMaxSize(300);
    }

    /** Searches of two processes look by look, in any order: the kernel decides, and nobody is refused without a reason. */
    @Property(tries = 1000)
    void searchesMayInterleave(
            @ForAll @IntRange(min = 1, max = 20) int maximum,
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 5) Integer> schedule) {
        Model model = new Model(maximum);
        int[] next = new int[2];
        // What was free from the beginning of the search until now, for each process.
        BitSet[] alwaysFree = {free(model), free(model)};
        for (int action : schedule) {
            int process = action % 2;
            if (action >= 4) {
                model.release(process, 0);
                continue;
            }
            int slot = model.plans[process].next(next[process], maximum);
            if (slot == SlotPlan.NONE) {
                assertEquals("{}", alwaysFree[process].toString(), "refused, but these were free all the time");
                next[process] = 0;
                alwaysFree[process] = free(model);
                continue;
            }
            boolean free = model.owners[slot] == null;
            Integer taken = model.attempt(process, slot);
            assertEquals(free, taken != null);
            if (taken == null) {
                next[process] = slot + 1;
            } else {
                model.held.get(process).add(slot);
                model.plans[process] = model.plans[process].with(slot);
                alwaysFree[1 - process].clear(slot);
                next[process] = 0;
                alwaysFree[process] = free(model);
            }
            model.check();
        }
    }

    private static BitSet free(Model model) {
        BitSet free = new BitSet();
        for (int slot = 0; slot < model.maximum; slot++) {
            free.set(slot, model.owners[slot] == null);
        }
        return free;
    }

    /** Filling a semaphore from one process costs one look a permit, however many slots there are. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000})
    void oneProcessLooksOncePerPermit(int maximum) {
        Model model = new Model(maximum);
        for (int i = 0; i < maximum; i++) {
            model.acquire(0);
        }
        assertEquals(maximum, model.attempts);
        model.acquire(0);
        assertEquals(maximum, model.attempts, "nothing is left to look at");
        for (int i = 0; i < maximum; i++) {
            model.release(0, i);
        }
        assertEquals("{}", model.plans[0].toString());
    }
}
