package io.portalocker.internal.acquire;

import io.portalocker.internal.text.Log;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tells once of a lock that is held though its handle is garbage, so that nobody can release it. It stays held: what it
 * protects may be in use.
 *
 * <p>A {@link Cleaner} has one list for all, under one monitor, which a free lock would pay for. So it knows of no handle, but
 * of an object that dies with the next collection, and after that those are looked for whose handle died too.
 */
public final class Leak extends WeakReference<Object> {

    /** Set to {@code place} it has the stack of each acquisition kept, for the message. */
    public static final String PROPERTY = "io.portalocker.leaks";

    private static final boolean KEEPS_PLACE = "place".equals(System.getProperty(PROPERTY));

    /** Powers of two; a row is a line of a processor's cache, so that threads which lock at the same moment do not meet. */
    private static final int ROWS = 64;

    private static final int ROW = 16;

    /** What is watched, in the row of the thread that acquired it. An entry is taken out by its handle, or once that is garbage. */
    private static final AtomicReferenceArray<@Nullable Leak> WATCHED = new AtomicReferenceArray<>(ROWS * ROW);

    /** What found no room. */
    private static final Set<Leak> MORE = ConcurrentHashMap.newKeySet();

    private static final Cleaner CLEANER = Cleaner.create();

    /** Whether the next collection will have them looked for. Set under the class; unset before they are looked for. */
    private static volatile boolean armed;

    private final Hold hold;
    private final @Nullable Throwable place;

    /** Where it is; beyond the end if among those without room. Written before others have this. */
    private int index;

    private Leak(Object handle, Hold hold, @Nullable Throwable place) {
        super(handle);
        this.hold = hold;
        this.place = place;
    }

    /** Watches over a handle, which the hold must not lead to, until {@link #end()}. */
    public static Leak watch(Object handle, Hold hold) {
        Leak leak = new Leak(handle, hold, KEEPS_PLACE ? new Throwable("acquired here") : null);
        leak.enter(((int) Thread.currentThread().threadId() & (ROWS - 1)) * ROW);
        // Read after the entry was made; whoever looks has unset it before: one of both sees the other.
        if (!armed) {
            arm();
        }
        return leak;
    }

    private void enter(int row) {
        for (index = row; index < row + ROW; index++) {
            if (WATCHED.getPlain(index) == null && WATCHED.compareAndSet(index, null, this)) {
                return;
            }
        }
        index = WATCHED.length();
        MORE.add(this);
    }

    /** Ends the watch; further calls do nothing. */
    public void end() {
        if (index == WATCHED.length()) {
            MORE.remove(this);
        } else {
            WATCHED.compareAndSet(
                    index, this, null); // by two at once, it must not take out who came to its place meanwhile
        }
    }

    private static synchronized void arm() {
        if (!armed) {
            CLEANER.register(new Object(), new Look());
            armed = true;
        }
    }

    /** Looks for those whose handle is garbage. No lambda: one would be made anew in every process that takes one lock. */
    private static final class Look implements Runnable {
        @Override
        public void run() {
            armed = false;
            boolean watching = false;
            for (int i = 0; i < WATCHED.length(); i++) {
                watching |= isWatching(WATCHED.get(i));
            }
            for (Leak leak : MORE) {
                watching |= isWatching(leak);
            }
            if (watching) {
                arm();
            }
        }

        private static boolean isWatching(@Nullable Leak leak) {
            if (leak == null) {
                return false;
            }
            if (!leak.refersTo(null)) {
                return true;
            }
            leak.end();
            leak.report();
            return false;
        }
    }

    private void report() {
        if (hold.isHeld()) {
            String message =
                    hold.name() + " is held, but its handle is garbage: it was never released, and stays locked until"
                            + " this JVM ends"
                            + (place == null ? ". -D" + PROPERTY + "=place tells where it was acquired" : "");
            Log.warning(message, place);
        }
    }
}
