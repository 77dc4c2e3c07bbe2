package io.portalocker.internal.snapshot;

import io.portalocker.internal.wait.NamedGates;
import io.portalocker.internal.wait.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What this JVM remembers of one log, whoever of its threads uses it. */
final class Memory {

    /** Those of a set of locks: those of this JVM, or of a test. */
    static final class Memories {

        /** Who uses a lock comes back sooner. */
        private static final long FORGOTTEN = Duration.ofHours(1).toNanos();

        /** Fewer are not searched for forgotten ones. */
        private static final int FEW = 256;

        private final Ticker ticker;

        /** Guarded by itself. */
        private final Map<NamedGates.Name, Memory> memories = new HashMap<>();

        /** At this many the forgotten ones are searched for. Guarded by the map. */
        private int many = FEW;

        Memories(Ticker ticker) {
            this.ticker = ticker;
        }

        Memory of(NamedGates.Name name) {
            synchronized (memories) {
                long now = ticker.nanoTime();
                if (memories.size() >= many) {
                    memories.values().removeIf(memory -> now - memory.used > FORGOTTEN);
                    many = Math.max(FEW, 2 * memories.size());
                }
                Memory memory = memories.computeIfAbsent(name, _ -> new Memory(ticker));
                memory.used = now;
                return memory;
            }
        }
    }

    private final Sightings sightings;

    /** Guarded by the map it is in. */
    private long used;

    /** Which log this is about, as its file says. Guarded by this. */
    private Optional<String> epoch = Optional.empty();

    /** The newest generation seen of it. Guarded by this. */
    private long newest;

    /** When leftovers are to be looked for again. Guarded by this. */
    private long nextSweep;

    Memory(Ticker ticker) {
        sightings = new Sightings(ticker);
        nextSweep = ticker.nanoTime();
    }

    Sightings sightings() {
        return sightings;
    }

    /** The newest generation that was seen of a log; of another log nothing is remembered. */
    synchronized OptionalLong recall(Optional<String> of) {
        return epoch.equals(of) && newest > 0 ? OptionalLong.of(newest) : OptionalLong.empty();
    }

    synchronized void learn(Optional<String> of, long generation) {
        newest = epoch.equals(of) ? Math.max(newest, generation) : generation;
        epoch = of;
    }

    /** Whether it is time to look for leftovers; then the next time is that much later. */
    synchronized boolean isSweepDue(long now, long period) {
        if (now - nextSweep < 0) {
            return false;
        }
        nextSweep = now + period;
        return true;
    }
}
