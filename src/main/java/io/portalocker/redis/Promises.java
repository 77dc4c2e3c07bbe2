package io.portalocker.redis;

import io.portalocker.internal.wait.NamedGates;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What those in line at a channel were promised when this process released it. */
final class Promises {

    static final Promises OF_JVM = new Promises();

    /** How long a channel is remembered that others wanted when it was released. */
    private static final long REMEMBERED = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MOST_PROMISES = 10_000;

    /** Of the latest release of each channel; all forgotten when they are too many. */
    private final ConcurrentMap<NamedGates.Name, Promise> promises = new ConcurrentHashMap<>();

    private Promises() {}

    /**
     * That others waited when this process released: those of this library, and how many milliseconds before a guest
     * was seen, or -1. They should go first: it knows first that the lock is free, and would have it each time. What
     * those in line were not told yet is owed.
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

    void promise(NamedGates.Name channel, List<Line.Place> line, long guest, Streak.@Nullable Owed owed) {
        if (!line.isEmpty() || guest >= 0) {
            if (promises.size() > MOST_PROMISES) {
                promises.clear();
            }
            promises.put(channel, new Promise(System.nanoTime(), line, guest, owed));
        } else if (!promises.isEmpty()) {
            promises.remove(channel);
        }
    }

    Promise promise(NamedGates.Name channel) {
        Promise latest = promises.isEmpty() ? null : promises.get(channel);
        return latest == null ? Promise.NONE : latest;
    }
}
