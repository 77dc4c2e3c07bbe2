package io.portalocker.internal.wait;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The library's threads: daemons with names, started by the first wait that needs them, gone when idle. */
public final class WaitThreads {

    private static final long IDLE_SECONDS = 10;

    /** Each costs some 80 KiB, and a process may have few; where files are waited for by the thousand, news must do. */
    static final int MOST_BLOCKING = 32;

    /** Blocks in the kernel for virtual threads, one for each file waited for: the gate lets one through. */
    private static final ThreadPoolExecutor BLOCKING = new ThreadPoolExecutor(
            0, MOST_BLOCKING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory("wait"));

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

    /** Runs something that may block in the kernel. Throws RejectedExecutionException if there is no thread for it. */
    static void block(Runnable blocking) {
        try {
            BLOCKING.execute(blocking);
        } catch (OutOfMemoryError e) {
            // How a JVM says that the system gives it no more threads.
            throw new RejectedExecutionException(e);
        }
    }

    /**
     * Runs something short later, which must not block; what it answers can be cancelled. Throws RejectedExecutionException
     * if there is no thread for it.
     */
    public static Future<?> later(long nanos, Runnable task) {
        try {
            return TIMER.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (OutOfMemoryError e) {
            // As above.
            throw new RejectedExecutionException(e);
        }
    }
}
