/**
 * A lock of many readers or one writer whose whole state is a snapshot with a number, and the log of these snapshots in
 * which each change is one name linked or not: the protocol {@code filelock-rw/1} of Python's filelock.
 */
@NullMarked
package io.portalocker.internal.snapshot;

import org.jspecify.annotations.NullMarked;
