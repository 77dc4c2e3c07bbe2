package io.portalocker.redis;

import io.portalocker.internal.wait.Gate;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queues of this JVM's threads, one for each channel they hold or want. One writer of a JVM is on a channel at a time,
 * and one reader at a time is asking: subscribers that come and go make each other's counts wrong, and each answers all.
 */
final class Channels {

    static final Channels OF_JVM = new Channels();

    /** How long a channel is remembered that others wanted when it was released. */
    private static final long REMEMBERED = TimeUnit.MILLISECONDS.toNanos(500);

    private final ConcurrentMap<Key, Queue> queues = new ConcurrentHashMap<>();

    private static final int MOST_PROMISES = 10_000;

    /** Of the latest release of each channel; all forgotten when they are too many. */
    private final ConcurrentMap<Key, Promise> promises = new ConcurrentHashMap<>();

    private Channels() {}

    private record Key(Object server, String channel) {}

    /** The queue of one channel. */
    static final class Queue {
        /** Held for as long as the lock is held. */
        final Gate gate = new Gate();

        /** Held while asking. */
        final ReentrantLock turn = new ReentrantLock();

        private final Key key;

        /** Changed within the map's own exclusion for the key. */
        private int references;

        private Queue(Key key) {
            this.key = key;
        }
    }

    /**
     * That others waited when this process released, who should go first: it knows first that the lock is free, and would
     * have it each time.
     *
     * @param at when it released
     * @param line those of this library, the first first
     * @param guest how many milliseconds before one of another was seen; -1 for none
     * @param owed what those in line were not told yet, or null
     */
    record Promise(long at, List<Line.Place> line, long guest, Streak.@Nullable Owed owed) {

        static final Promise NONE = new Promise(System.nanoTime() - REMEMBERED, List.of(), -1, null);

        private long age() {
            return System.nanoTime() - at;
        }

        /** Whether somebody who asked at a time came back at once. */
        boolean isAtOnce(long asked) {
            return asked - at < Streak.AT_ONCE;
        }

        /** Whether others of this library are likely to be waiting still. */
        boolean isWanted() {
            return !line.isEmpty() && age() < REMEMBERED;
        }

        /** For how many nanoseconds more the first of them should be left alone. */
        long courtesy() {
            return Math.max(0, Waiter.COURTESY - age());
        }

        /** How many milliseconds ago a guest was seen; -1 for none. */
        long guestNow() {
            return guest < 0 ? -1 : guest + TimeUnit.NANOSECONDS.toMillis(age());
        }

        long guestsTurn() {
            return guest < 0 ? 0 : Waiter.GUESTS_TURN - age();
        }
    }

    Queue reference(Object server, String channel) {
        Queue queue = queues.compute(new Key(server, channel), (key, known) -> {
            Queue used = known == null ? new Queue(key) : known;
            used.references++;
            return used;
        });
        return java.util.Objects.requireNonNull(queue);
    }

    void dereference(Queue queue) {
        queues.computeIfPresent(queue.key, (key, known) -> --known.references == 0 ? null : known);
    }

    void promise(Queue queue, List<Line.Place> line, long guest, Streak.@Nullable Owed owed) {
        if (!line.isEmpty() || guest >= 0) {
            if (promises.size() > MOST_PROMISES) {
                promises.clear();
            }
            promises.put(queue.key, new Promise(System.nanoTime(), line, guest, owed));
        } else if (!promises.isEmpty()) {
            promises.remove(queue.key);
        }
    }

    Promise promise(Queue queue) {
        Promise latest = promises.isEmpty() ? null : promises.get(queue.key);
        return latest == null ? Promise.NONE : latest;
    }

    int size() {
        return queues.size();
    }
}
