package io.portalocker.internal.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A lock was held. */
@Name("io.portalocker.Hold")
@Label("Lock Held")
@Description("A lock was held.")
final class HoldEvent extends LockEvent {}
