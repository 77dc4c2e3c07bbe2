package io.portalocker.internal.acquire;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Tells once of a lock that is held though its handle is garbage, so that nobody can release it. It stays held: what it
 * protects may be in use.
 */
public final class Leak implements Runnable {

    /** Set to {@code place} it has the stack of each acquisition kept, for the message. */
    public static final String PROPERTY = "io.portalocker.leaks";

    private static final Cleaner CLEANER = Cleaner.create();

    private final Hold hold;
    private final @Nullable Throwable place;

    private Leak(Hold hold, @Nullable Throwable place) {
        this.hold = hold;
        this.place = place;
    }

    /** Watches over a handle, which the hold must not lead to, until what this answers is cleaned. */
    public static Cleaner.Cleanable watch(Object handle, Hold hold) {
        Throwable place = "place".equals(System.getProperty(PROPERTY)) ? new Throwable("acquired here") : null;
        return CLEANER.register(handle, new Leak(hold, place));
    }

    /** Runs when the handle is garbage, or the watch is over. */
    @Override
    public void run() {
        if (hold.isHeld()) {
            String message =
                    hold.name() + " is held, but its handle is garbage: it was never released, and stays locked until"
                            + " this JVM ends"
                            + (place == null ? ". -D" + PROPERTY + "=place tells where it was acquired" : "");
            System.getLogger("io.portalocker").log(System.Logger.Level.WARNING, message, place);
        }
    }
}
