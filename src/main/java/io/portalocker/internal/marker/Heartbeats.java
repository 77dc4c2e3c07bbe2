package io.portalocker.internal.marker;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that beats for all leases of this JVM. It comes with the first lease and goes some time after the last. */
public final class Heartbeats {

    /** Those of this JVM. */
    public static final Heartbeats OF_JVM = new Heartbeats();

    /** The thread's name. */
    public static final String THREAD = "portalocker-heartbeat";

    private static final long IDLE_SECONDS = 2;

    private final ScheduledThreadPoolExecutor executor;

    private Heartbeats() {
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(THREAD).daemon().factory());
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins to beat.
     *
     * @param heartbeat what beats, first after its interval
     * @return cancelled to end it; {@link Heartbeat#stop} is needed too, for a beat under way
     */
    public Future<?> start(Heartbeat heartbeat) {
        long interval = heartbeat.interval();
        return executor.scheduleWithFixedDelay(
                () -> {
                    if (!heartbeat.beat()) {
                        throw new Over();
                    }
                },
                interval,
                interval,
                TimeUnit.NANOSECONDS);
    }

    /** An exception is how a periodic task of an executor ends itself. */
    private static final class Over extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Over() {
            super("the lease is lost", null, false, false);
        }
    }
}
