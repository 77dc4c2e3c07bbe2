/**
 * Acquiring and waiting, apart from what is acquired: the gate in front of each file, deadlines, pauses. It stands on
 * {@code internal.sys} and knows nothing of the API above it, so it speaks in {@code boolean}s and
 * {@link java.lang.InterruptedException}s, and the API turns those into its exceptions.
 */
@NullMarked
package io.portalocker.internal;

import org.jspecify.annotations.NullMarked;
