package io.portalocker.internal.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A lock that was not free was waited for. */
@Name("io.portalocker.Wait")
@Label("Wait for a Lock")
@Description("A lock that was not free was waited for.")
final class WaitEvent extends LockEvent {

    @Label("Mechanism")
    @Nullable
    String mechanism;

    @Label("Method")
    @Description("KERNEL, EVENTS, POLLING, or QUEUE: behind other threads of this JVM")
    @Nullable
    String method;

    @Label("Holder")
    @Description("Who held it at the beginning, as far as the system tells")
    @Nullable
    String holder;

    @Label("Acquired")
    boolean acquired;
}
