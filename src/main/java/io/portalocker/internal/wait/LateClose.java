package io.portalocker.internal.wait;

import io.portalocker.internal.text.Log;
import java.io.Closeable;
import java.io.IOException;

/**
 * Closes what nobody asks about any more: its user released long ago or never came, what had to be durable was reported
 * then, and a descriptor is gone even if closing it fails.
 */
public final class LateClose {

    private LateClose() {}

    /** Closes it; a failure is only logged, and an error too, or what its caller has yet to do would never be done. */
    public static void quietly(Closeable late) {
        try {
            late.close();
        } catch (IOException | RuntimeException | Error e) {
            Log.debug("late close", e);
        }
    }
}
