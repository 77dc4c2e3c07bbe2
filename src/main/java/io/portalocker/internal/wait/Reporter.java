package io.portalocker.internal.wait;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells once a second, on a thread of its own, how long something has been waited for. */
public final class Reporter implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Consumer<Duration> receiver;
    private final Ticker ticker;
    private final Thread thread;

    private Reporter(Consumer<Duration> receiver, Ticker ticker) {
        this.receiver = receiver;
        this.ticker = ticker;
        thread = Thread.ofVirtual().name("portalocker-report").unstarted(this::run);
    }

    public static Reporter start(Consumer<Duration> receiver, Ticker ticker) {
        Reporter reporter = new Reporter(receiver, ticker);
        reporter.thread.start();
        return reporter;
    }

    private void run() {
        long start = ticker.nanoTime();
        try {
            while (true) {
                ticker.pause(PERIOD.toNanos());
                receiver.accept(Duration.ofNanos(ticker.nanoTime() - start));
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
