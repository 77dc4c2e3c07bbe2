package io.portalocker.internal.wait;

/** How a lock that was found held is waited for, the best first. */
public enum WaitMethod {
    /** A platform thread blocks in the kernel, which wakes it with the lock in its hand. */
    KERNEL,
    /** Somebody's closing of the file is news, upon which the lock is tried; a slow poll stands behind. */
    EVENTS,
    /** The lock is tried again and again, at pauses with jitter. */
    POLLING
}
