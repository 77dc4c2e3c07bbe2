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
 * <p>How long {@code acquire()} waits unless it is told:
 *
 * <table>
 * <caption>Default waits</caption>
 * <thead><tr><th scope="col">kind</th><th scope="col">waits</th><th scope="col">as</th></tr></thead>
 * <tbody>
 * <tr><td>{@link io.portalocker.TemporaryFileLock}, {@link io.portalocker.PidFileLock}</td><td>not at all</td>
 * <td>portalocker</td></tr>
 * <tr><td>{@link io.portalocker.Lock}, {@link io.portalocker.RLock}, {@link io.portalocker.BoundedSemaphore},
 * {@link io.portalocker.redis.RedisLock}, {@link io.portalocker.redis.RedisLease},
 * {@link io.portalocker.redis.RedisSemaphore}</td><td>five seconds</td>
 * <td>portalocker</td></tr>
 * <tr><td>{@link io.portalocker.FileLock}, {@link io.portalocker.SoftFileLock}, {@link io.portalocker.SoftFileLease},
 * {@link io.portalocker.StrictSoftFileLock}, {@link io.portalocker.ReadWriteLock},
 * {@link io.portalocker.SoftReadWriteLock}</td><td>for ever</td><td>filelock</td></tr>
 * </tbody>
 * </table>
 *
 * <p>{@code withTimeout} changes it for any of them, and {@code tryAcquire} makes one attempt.
 *
 * <p>All locks are advisory, except on Windows: they exclude those who ask for the same lock, and nobody else.
 *
 * <p>Unless a method says otherwise, passing null throws {@link NullPointerException}, and all types are thread-safe.
 */
@NullMarked
package io.portalocker;

import org.jspecify.annotations.NullMarked;
