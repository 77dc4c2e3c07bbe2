package io.portalocker.internal.acquire;

/** What came of standing before a gate. */
public enum Entry {
    /** Inside. */
    INSIDE,
    /** Kept out until the deadline. */
    OUTSIDE,
    /** It is the gate of something else by now. */
    REPLACED
}
