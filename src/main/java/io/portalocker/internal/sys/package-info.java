/**
 * The native layer: what the running system is asked for, behind an interface each for files, locks, processes,
 * programs and waits.
 *
 * <p>Nothing here knows what a lock of the library is. A call either succeeds, or answers contention with {@code false},
 * or throws {@link io.portalocker.internal.sys.SysException} with the error of that very call. {@code EINTR} is retried,
 * nothing else is. The packages {@code linux}, {@code macos} and {@code windows} hold the same file names; {@code posix}
 * holds what Linux and macOS share.
 */
@NullMarked
package io.portalocker.internal.sys;

import org.jspecify.annotations.NullMarked;
