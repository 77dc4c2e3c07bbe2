package io.portalocker.internal.events;

import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody records. It is asked before anything else of the recorder is touched: the module {@code jdk.jfr} need not
 * be there, and the classes of events cost a young JVM milliseconds.
 */
public final class Recording {

    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** The wait of this thread, while it is recorded. */
    private static final ThreadLocal<Wait> CURRENT = new ThreadLocal<>();

    private Recording() {}

    /** {@return whether somebody records any of our events} */
    public static boolean isOn() {
        return PRESENT && FlightRecorder.isInitialized() && anyIsEnabled();
    }

    /** A recorder stays initialized when its last recording has ended. */
    private static boolean anyIsEnabled() {
        return new WaitEvent().isEnabled() || new HoldEvent().isEnabled() || new LostEvent().isEnabled();
    }

    /** What is to be known of a lock that is held, for when it is not any more. */
    public interface Stay {
        void ends();

        void isLost(String reason, String message);
    }

    /** A wait on its way. */
    public static final class Wait implements AutoCloseable {
        private final WaitEvent event = new WaitEvent();
        private final Supplier<String> holder;

        private Wait(String lock, String kind, Supplier<String> holder) {
            this.holder = holder;
            event.of(lock, kind);
            event.begin();
        }

        public void succeeds() {
            event.acquired = true;
        }

        @Override
        public void close() {
            CURRENT.remove();
            event.end();
            if (event.method != null && event.shouldCommit()) {
                event.commit();
            }
        }
    }

    /** Begins what is told if it turns out to be a wait. Only while somebody records. */
    public static Wait begin(String lock, String kind, Supplier<String> holder) {
        Wait wait = new Wait(lock, kind, holder);
        CURRENT.set(wait);
        return wait;
    }

    /** This thread is going to wait: in which way, and for a lock of which mechanism. */
    public static void waits(String mechanism, String method) {
        if (isOn()) {
            Wait wait = CURRENT.get();
            if (wait != null && wait.event.isEnabled()) {
                if (wait.event.method == null) {
                    wait.event.holder = wait.holder.get();
                }
                wait.event.mechanism = mechanism;
                wait.event.method = method;
            }
        }
    }

    /** A lock is held from now on; null if nobody wants to know. Only while somebody records. */
    public static @Nullable Stay stays(String lock, String kind) {
        HoldEvent event = new HoldEvent();
        LostEvent lost = new LostEvent();
        if (!event.isEnabled() && !lost.isEnabled()) {
            return null;
        }
        event.of(lock, kind);
        lost.of(lock, kind);
        event.begin();
        return new Stay() {
            @Override
            public void ends() {
                event.commit();
            }

            @Override
            public void isLost(String reason, String message) {
                lost.reason = reason;
                lost.message = message;
                lost.commit();
                event.commit();
            }
        };
    }
}
