package io.portalocker.internal.sys;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few things that are dear to make and are used for a moment. Taking one and giving it back costs two atomic
 * exchanges and allocates nothing in the steady state, on platform and on virtual threads alike; a thread-local would
 * make one for each of ten thousand virtual threads. What finds no place when given back is left to the collector.
 */
abstract class Pool<T> {

    /** A power of two, well above the threads that are inside a system call at once. */
    private static final int PLACES = 64;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);

    /** Not a lambda's: a first lock would pay for it. */
    abstract T make();

    final T take() {
        T pooled = places.getAndSet(place(), null);
        return pooled != null ? pooled : make();
    }

    final void give(T value) {
        places.setRelease(place(), value);
    }

    /** Thread ids are handed out in sequence: neighbours get places of their own. */
    private static int place() {
        return (int) Thread.currentThread().threadId() & (PLACES - 1);
    }
}
