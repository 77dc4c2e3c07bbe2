package io.portalocker.internal.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A lock was lost before it was released. */
@Name("io.portalocker.Lost")
@Label("Lock Lost")
@Description("A lock was lost before it was released.")
final class LostEvent extends LockEvent {

    @Label("Reason")
    @Nullable
    String reason;

    @Label("Message")
    @Nullable
    String message;
}
