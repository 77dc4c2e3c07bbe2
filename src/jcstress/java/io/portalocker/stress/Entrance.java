package io.portalocker.stress;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A gate for actors, who may not throw checked exceptions. */
final class Entrance {

    private static final Deadline NEVER = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), Ticker.SYSTEM);
    private static final Deadline NOW = Deadline.after(Duration.ZERO, Ticker.SYSTEM);
    private static final int LONGEST_WAIT = 20_000;

    private final Gate gate = new Gate();

    void enterExclusive() {
        enter(false);
    }

    void enterShared() {
        enter(true);
    }

    private void enter(boolean shared) {
        try {
            gate.enter(shared, NEVER);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this actor", e);
        }
    }

    /** Enters exclusively or gives up, at a moment drawn anew each time from the next 20 microseconds. */
    boolean enterSoon() {
        Duration timeout = Duration.ofNanos(ThreadLocalRandom.current().nextInt(LONGEST_WAIT));
        try {
            return gate.enter(false, Deadline.after(timeout, Ticker.SYSTEM));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this actor", e);
        }
    }

    /** Enters exclusively unless interrupted, which clears the interrupt. */
    boolean enterUnlessInterrupted() {
        try {
            return gate.enter(false, NEVER);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** {@return whether nobody was inside, and this can stay} */
    boolean enterNow() {
        try {
            return gate.enter(false, NOW);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this actor", e);
        }
    }

    void downgrade() {
        gate.downgrade();
    }

    void leaveExclusive() {
        gate.leave(false);
    }

    void leaveShared() {
        gate.leave(true);
    }
}
