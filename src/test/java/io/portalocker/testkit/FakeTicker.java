package io.portalocker.testkit;

import io.portalocker.internal.wait.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when somebody pauses, or when a test says so. */
public final class FakeTicker implements Ticker {
    private final List<Runnable> pauses = new ArrayList<>();
    private long now = -5; // wherever a clock begins

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public void pause(long nanos) {
        pass(Duration.ofNanos(nanos));
        Runnable next;
        synchronized (this) {
            next = pauses.isEmpty() ? () -> {} : pauses.removeFirst();
        }
        next.run();
    }

    /** Lets time pass. */
    public synchronized void pass(Duration duration) {
        now += duration.toNanos();
    }

    /** Has something happen at the end of the next pause, or of the one after those arranged already. */
    public synchronized void atNextPause(Runnable event) {
        pauses.add(event);
    }
}
