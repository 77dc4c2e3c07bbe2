package io.portalocker.redis;

import io.portalocker.internal.wait.Gate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queues of this JVM's threads, one for each channel they hold or want. One writer of a JVM is on a channel at a time,
 * and one reader at a time is asking: subscribers that come and go make each other's counts wrong, and each answers all.
 */
final class Channels {

    static final Channels OF_JVM = new Channels();

    private final ConcurrentMap<Key, Queue> queues = new ConcurrentHashMap<>();

    private Channels() {}

    private record Key(RedisServer server, String channel) {}

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

    Queue reference(RedisServer server, String channel) {
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

    int size() {
        return queues.size();
    }
}
