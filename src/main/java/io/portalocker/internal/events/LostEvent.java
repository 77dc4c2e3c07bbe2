package io.portalocker.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A lock was lost before it was released. */
@Name("io.portalocker.Lost")
@Label("Lock Lost")
@Description("A lock was lost before it was released.")
@Category("Portalocker")
@Enabled(false)
@StackTrace
final class LostEvent extends Event {

    @Label("Lock")
    @Nullable
    String lock;

    @Label("Kind")
    @Nullable
    String kind;

    @Label("Reason")
    @Nullable
    String reason;

    @Label("Message")
    @Nullable
    String message;
}
