package io.portalocker.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A lock was held. */
@Name("io.portalocker.Hold")
@Label("Lock Held")
@Description("A lock was held.")
@Category("Portalocker")
@Enabled(false)
@StackTrace
final class HoldEvent extends Event {

    @Label("Lock")
    @Nullable
    String lock;

    @Label("Kind")
    @Nullable
    String kind;
}
