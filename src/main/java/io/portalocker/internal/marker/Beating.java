package io.portalocker.internal.marker;

import io.portalocker.internal.wait.LateClose;
import java.io.Closeable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Beats for one lease, in a thread of its own: a file system that hangs holds the thread that calls it for as long as it
 * likes, and must not hold the beats of leases elsewhere. A virtual thread would take its carrier with it. That the term
 * runs out is noticed by a timer of the JDK, which calls no file system.
 */
public final class Beating implements AutoCloseable {

    /** The threads' name. */
    public static final String THREAD = "portalocker-heartbeat";

    private final Pulse pulse;
    private final Closeable withdrawal;
    private final Thread thread;

    /** Completes at the end of the term as far as that was known. Guarded by this. */
    private CompletableFuture<Boolean> term = new CompletableFuture<>();

    private volatile boolean closed;
    private volatile boolean forfeited;

    private Beating(Pulse pulse, Closeable withdrawal) {
        this.pulse = pulse;
        this.withdrawal = withdrawal;
        this.thread = Thread.ofPlatform()
                .name(THREAD)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this::run);
    }

    /** Begins to beat, first after the interval; what is done last if the lease is forfeited is its withdrawal. */
    public static Beating start(Pulse pulse, Closeable withdrawal) {
        Beating beating = new Beating(pulse, withdrawal);
        beating.thread.start();
        beating.watch();
        return beating;
    }

    private void run() {
        do {
            long pause = pulse.pause();
            long end = System.nanoTime() + pause;
            for (long left = pause; left > 0 && !closed; left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        } while (pulse.beat());
        close();
        if (forfeited) {
            LateClose.quietly(withdrawal);
        }
    }

    /** Ends it because the lease is lost; what is ours still goes. */
    public void forfeit() {
        forfeited = true;
        close();
    }

    private synchronized void watch() {
        if (!closed) {
            term = new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, Math.max(1, pulse.remaining()), TimeUnit.NANOSECONDS);
            var _ = term.thenRun(() -> {
                if (pulse.expire()) {
                    watch();
                }
            });
        }
    }

    @Override
    public void close() {
        pulse.stop();
        synchronized (this) {
            closed = true;
            term.cancel(false); // and with it the timer's entry
        }
        LockSupport.unpark(thread);
    }
}
