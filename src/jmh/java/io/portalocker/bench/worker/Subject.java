package io.portalocker.bench.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A Java way to lock a file. What it cannot do it answers with null. */
interface Subject {

    /** What is held. */
    interface Hold {
        void release() throws IOException;
    }

    /** What is done again and again. */
    interface Cycle {
        void run() throws IOException;
    }

    /** Opens and locks, waiting as long as it takes. */
    interface Acquirer {
        Hold acquire() throws IOException;
    }

    /** A hold of one of several slots. */
    record Slot(int number, Hold hold) {}

    /** Waits for a slot as long as it takes. */
    interface SlotAcquirer {
        Slot acquire() throws IOException;
    }

    /** Prepares to take slots of a semaphore again and again. */
    SlotAcquirer slots(Path directory, String name, int maximum);

    /** Prepares to lock one file again and again. */
    Acquirer acquirer(Path path);

    /** Opens, locks without waiting, unlocks, closes. */
    Cycle uncontended(Path path);

    /** Locks and unlocks a file that stays open. */
    Cycle kept(Path path) throws IOException;

    /** Something in this process that holds the lock as another process would, and lets go while somebody waits. */
    interface Obstacle extends AutoCloseable {
        void putForAMoment() throws InterruptedException;

        @Override
        void close();
    }

    /** Makes an obstacle; one that is never in the way if there can be none. */
    Obstacle obstacle(Path path) throws IOException;

    /** Waits for a lock that is held until the timeout, and throws. */
    Cycle expiring(Path path, Duration timeout);

    /** The same without an exception. */
    Cycle expiringEmpty(Path path, Duration timeout);

    /** The same with an exception that is read, which names the holder. */
    Cycle naming(Path path, Duration timeout);
}
