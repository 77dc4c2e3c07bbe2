package io.portalocker;

/** The views of two sides as those of one lock of {@code java.util.concurrent}. */
record SidesView(java.util.concurrent.locks.Lock readLock, java.util.concurrent.locks.Lock writeLock)
        implements java.util.concurrent.locks.ReadWriteLock {}
