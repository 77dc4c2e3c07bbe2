package io.portalocker.internal.acquire;

import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Releases the locks whose files should not outlive this JVM, when it exits: one hook for all, which is there only while
 * there are such locks, so that it keeps no class loader alive. Only what is still held is touched, so nobody else's file.
 */
public final class AtExit {

    /** Guarded by the class. */
    private static final Map<Hold, Hold.Last> HELD = new HashMap<>();

    /** Guarded by the class. */
    private static @Nullable Thread hook;

    private AtExit() {}

    /** Has a lock released with its last work at exit, unless it is released before; answers what the release must do. */
    public static Hold.Last register(Hold hold, Hold.Last last) {
        synchronized (AtExit.class) {
            if (hook == null) {
                hook = newHook();
            }
            HELD.put(hold, last);
        }
        return new Hold.Last() {
            @Override
            public void run() throws IOException {
                forget(hold);
                last.run();
            }

            @Override
            public boolean letsOthersIn() {
                return last.letsOthersIn();
            }

            @Override
            public void afterwards() throws IOException {
                last.afterwards();
            }
        };
    }

    /** {@return how many locks would be released; for tests of leaks} */
    public static synchronized int size() {
        return HELD.size();
    }

    private static @Nullable Thread newHook() {
        Thread thread = Thread.ofPlatform().name("portalocker-exit").unstarted(AtExit::releaseAll);
        thread.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            return thread;
        } catch (IllegalStateException e) {
            // The JVM is exiting already: what is acquired from now on is its acquirer's to release.
            Log.debug("acquired during shutdown", e);
            return null;
        }
    }

    /** What is lost is nothing to be released any more. */
    public static synchronized void forget(Hold hold) {
        HELD.remove(hold);
        if (HELD.isEmpty() && hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            } catch (IllegalStateException e) {
                Log.debug("released during shutdown", e);
            }
        }
    }

    private static void releaseAll() {
        Map<Hold, Hold.Last> held;
        synchronized (AtExit.class) {
            held = Map.copyOf(HELD);
        }
        held.forEach((hold, last) -> {
            try {
                hold.release(last);
            } catch (IOException e) {
                Log.warning("release at exit", e);
            }
        });
    }
}
