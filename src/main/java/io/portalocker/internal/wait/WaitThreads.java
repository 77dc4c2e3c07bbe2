package io.portalocker.internal.wait;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The library's threads: daemons with names, started by the first wait that needs them, gone when idle. */
public final class WaitThreads {

    private static final long IDLE_SECONDS = 10;

    /** Blocks in the kernel for virtual threads. Its size is bounded by the files waited for: the gate lets one through. */
    private static final ThreadPoolExecutor BLOCKING = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory("wait"));

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private WaitThreads() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory("timer"));
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory factory(String purpose) {
        return Thread.ofPlatform()
                .daemon()
                .name("portalocker-" + purpose + "-", 1)
                .factory();
    }

    /** {@return where something may block in the kernel} */
    public static Executor blocking() {
        return BLOCKING;
    }

    /**
     * Runs something short later.
     *
     * @param nanos when, from now
     * @param task what; must not block
     * @return to cancel it
     */
    public static Future<?> later(long nanos, Runnable task) {
        return TIMER.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
