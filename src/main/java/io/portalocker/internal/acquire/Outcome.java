package io.portalocker.internal.acquire;

/** What came of one attempt at a lock. */
public enum Outcome {
    /** The lock is held. */
    HELD,
    /** Somebody else holds it. */
    CONTENDED,
    /** It was to be had, but it is not the lock that goes by this name any more. */
    REPLACED,
    /** An exception says more. */
    FAILED
}
