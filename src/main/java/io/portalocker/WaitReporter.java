package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.time.Duration;
import java.util.function.Consumer;

/** Reports once a second, on a thread of its own, that a lock is being waited for. */
final class WaitReporter implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final LockBase<?, ?> lock;
    private final Consumer<? super WaitReport> receiver;
    private final Ticker ticker;
    private final Thread thread;

    private WaitReporter(LockBase<?, ?> lock, Consumer<? super WaitReport> receiver, Ticker ticker) {
        this.lock = lock;
        this.receiver = receiver;
        this.ticker = ticker;
        thread = Thread.ofVirtual().name("portalocker-report").unstarted(this::run);
    }

    static WaitReporter start(LockBase<?, ?> lock, Consumer<? super WaitReport> receiver, Ticker ticker) {
        WaitReporter reporter = new WaitReporter(lock, receiver, ticker);
        reporter.thread.start();
        return reporter;
    }

    private void run() {
        Deadline start = Deadline.after(Waiting.FOREVER, ticker);
        try {
            while (true) {
                ticker.pause(PERIOD.toNanos());
                receiver.accept(new WaitReport(lock, Duration.ofNanos(start.elapsed()), lock.holders()));
            }
        } catch (InterruptedException e) {
            // The wait is over.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
