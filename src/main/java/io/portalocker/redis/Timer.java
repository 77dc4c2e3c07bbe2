package io.portalocker.redis;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of this JVM that looks after connections; there only while there are any. */
final class Timer {

    private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

    private Timer() {}

    private static ScheduledThreadPoolExecutor executor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("portalocker-redis-timer").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    static ScheduledFuture<?> every(long nanos, Runnable task) {
        return EXECUTOR.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    static void after(long nanos, Runnable task) {
        // Its outcome interests nobody: the task closes what can no longer fail anybody.
        var _ = EXECUTOR.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
