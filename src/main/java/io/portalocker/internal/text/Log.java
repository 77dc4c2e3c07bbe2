package io.portalocker.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * The logger {@code io.portalocker}. The JDK opens files when something is first logged, and if it cannot, for want of
 * descriptors say, throws errors then and ever after: nobody who has something to undo or to close is kept from it by those.
 */
public final class Log {

    private Log() {}

    /** Tells those who look for it. */
    public static void debug(String what, @Nullable Throwable why) {
        tell(System.Logger.Level.DEBUG, what, why);
    }

    /** Tells everybody. */
    public static void warning(String what, @Nullable Throwable why) {
        tell(System.Logger.Level.WARNING, what, why);
    }

    private static void tell(System.Logger.Level level, String what, @Nullable Throwable why) {
        try {
            System.getLogger("io.portalocker").log(level, what, why);
        } catch (RuntimeException | LinkageError e) {
            // There is no logging now, or never again.
        }
    }
}
