package io.portalocker.internal.wait;

import java.util.concurrent.TimeUnit;

/** Time that passes, injected so that tests decide when it does. */
public interface Ticker {

    /** The JVM's monotonic clock and real pauses. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** {@return nanoseconds since some moment} */
    long nanoTime();

    /** Lets time pass; a virtual thread parks. */
    void pause(long nanos) throws InterruptedException;
}
