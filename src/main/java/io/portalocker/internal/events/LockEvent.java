package io.portalocker.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What every event tells, and that nobody is told who did not ask. */
@Category("Portalocker")
@Enabled(false)
@StackTrace
abstract class LockEvent extends Event {

    @Label("Lock")
    @Nullable
    String lock;

    @Label("Kind")
    @Nullable
    String kind;

    /** Says what the event is about. */
    final void of(String lock, String kind) {
        this.lock = lock;
        this.kind = kind;
    }
}
