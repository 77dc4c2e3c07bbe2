/**
 * Locks that hold between processes, threads and machines.
 *
 * <p>A lock is described by a record such as {@link io.portalocker.Lock}, and held through a handle such as
 * {@link io.portalocker.LockedFile}:
 *
 * {@snippet :
 * try (var file = Lock.of(Path.of("cache.bin")).withTimeout(Duration.ofSeconds(1)).acquire()) {
 *     file.channel().write(data);
 * }
 * }
 *
 * <p>All locks are advisory, except on Windows: they exclude those who ask for the same lock, and nobody else.
 *
 * <p>Unless a method says otherwise, passing null throws {@link NullPointerException}, and all types are thread-safe.
 */
@NullMarked
package io.portalocker;

import org.jspecify.annotations.NullMarked;
