package io.portalocker.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a process has had a lock again and again. Waking another process takes as long as some ten cycles of one that
 * comes back at once; so for a few milliseconds such a one may come back before those in line are told, as threads of one
 * JVM may overtake at a gate. Whether it will is judged by whether it did: whether it asked again right after its latest release.
 */
record Streak(long start, boolean cameBack) {

    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(5);

    /** Within so many nanoseconds after a release one comes back at once. */
    static final long AT_ONCE = TimeUnit.MICROSECONDS.toNanos(500);

    boolean mayGoOn() {
        return cameBack && System.nanoTime() - start < LONGEST;
    }

    /** What those in line are owed: told a moment later, unless the process has come back. */
    static final class Owed {
        private final Streak streak;
        private final RedisServer server;
        private final Request announcement;
        private final AtomicBoolean due = new AtomicBoolean(true);

        Owed(Streak streak, RedisServer server, Request announcement) {
            this.streak = streak;
            this.server = server;
            this.announcement = announcement;
        }

        Streak streak() {
            return streak;
        }

        Request announcement() {
            return announcement;
        }

        /** Whether it was due until now; whoever takes it sees to those in line. */
        boolean take() {
            return due.compareAndSet(true, false);
        }

        /** Tells them, if nobody else has seen to them; on the loop. */
        void pay() {
            if (!take()) {
                return;
            }
            Session session = Sessions.OF_JVM.reuse(server);
            if (session == null) {
                return; // they look by themselves
            }
            try {
                session.send(announcement);
            } catch (java.io.IOException e) {
                return; // it has ended, and they look by themselves
            }
            Sessions.OF_JVM.giveBack(server, session);
        }
    }
}
