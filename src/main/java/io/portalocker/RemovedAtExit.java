package io.portalocker;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Releases the locks whose files should not outlive this JVM, when it exits: one hook for all, set up by the first of them.
 * Only what is still held is touched, so nobody else's file.
 */
final class RemovedAtExit {

    private static final ConcurrentMap<FileHold, Stay.Last> HELD = new ConcurrentHashMap<>();

    static {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().name("portalocker-exit").unstarted(RemovedAtExit::releaseAll));
        } catch (IllegalStateException e) {
            // The JVM is exiting already: what is acquired from now on is its acquirer's to release.
            logger().log(System.Logger.Level.DEBUG, "acquired during shutdown", e);
        }
    }

    private RemovedAtExit() {}

    /** Makes the handle of a lock, which is released with its last work at exit at the latest. */
    static Held handle(FileHold hold, Stay.Last last) {
        HELD.put(hold, last);
        return new FileBackedHold(hold, () -> {
            HELD.remove(hold);
            last.run();
        });
    }

    /** How many locks would be released; for tests of leaks. */
    static int size() {
        return HELD.size();
    }

    private static void releaseAll() {
        HELD.forEach((hold, last) -> {
            try {
                hold.release(last);
            } catch (LockException e) {
                logger().log(System.Logger.Level.WARNING, "release at exit", e);
            }
        });
    }

    private static System.Logger logger() {
        return System.getLogger("io.portalocker");
    }
}
