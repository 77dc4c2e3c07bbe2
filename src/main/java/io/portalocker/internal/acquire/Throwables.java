package io.portalocker.internal.acquire;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What several steps threw, each of which had to be made whatever the others threw. */
public final class Throwables {

    private Throwables() {}

    /** Answers the first, with the second in its company; but an error goes before all else. */
    static Throwable both(@Nullable Throwable first, Throwable second) {
        if (first == null || first.equals(second)) {
            return second;
        }
        boolean worse = second instanceof Error && !(first instanceof Error);
        Throwable main = worse ? second : first;
        main.addSuppressed(worse ? first : second);
        return main;
    }

    /** Closes each, and throws afterwards what any of them threw. */
    public static void closeAll(Iterable<? extends Closeable> all) throws IOException {
        Throwable failure = null;
        for (Closeable each : all) {
            try {
                each.close();
            } catch (Throwable e) {
                failure = both(failure, e);
            }
        }
        rethrow(failure);
    }

    /** Throws it, unless it is null. */
    public static void rethrow(@Nullable Throwable thrown) throws IOException {
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw new AssertionError("undeclared", thrown);
        }
    }
}
