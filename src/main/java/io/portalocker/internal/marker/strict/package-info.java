/** Strict locks: claims that nobody ever takes for dead, by the protocol of Python's {@code filelock.StrictSoftFileLock}. */
@NullMarked
package io.portalocker.internal.marker.strict;

import org.jspecify.annotations.NullMarked;
