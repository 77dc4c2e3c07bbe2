package io.portalocker.internal.wait;

import io.portalocker.testkit.Background;
import java.time.Duration;

/** One gate among those of a JVM. */
abstract class GateFixture {

    static final Deadline NOW = Deadline.after(Duration.ZERO, Ticker.SYSTEM);
    static final Deadline NEVER = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), Ticker.SYSTEM);

    final Gates gates = new Gates();
    final Gate gate = gates.reference(1, 2);

    Background<Boolean> queue(boolean shared) {
        int before = gate.getQueueLength();
        Background<Boolean> entering = Background.start(() -> gate.enter(shared, NEVER));
        Background.await(() -> gate.getQueueLength() > before);
        return entering;
    }

    boolean tryEnter(boolean shared) throws Exception {
        return Background.elsewhere(() -> gate.enter(shared, NOW));
    }
}
