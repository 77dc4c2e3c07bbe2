package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.Failure;

/** Draws names that nobody else has. */
interface Naming {
    String next() throws Failure;
}
