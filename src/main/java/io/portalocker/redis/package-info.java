/**
 * Locks through a Redis server, in the protocol of Python's portalocker.
 *
 * <p>A {@link io.portalocker.redis.RedisLock} says which channel of which {@link io.portalocker.redis.RedisServer}; acquiring
 * it gives a {@link io.portalocker.redis.RedisHold}, which tells when the lock is lost and carries a fencing token.
 *
 * <p>A {@link io.portalocker.redis.RedisLease} is a lock of another kind, for servers with replicas: a key with a term.
 *
 * <p>This is the only package that needs Jedis ({@code redis.clients:jedis}), which is optional: without it, acquiring
 * fails with a message that says so, and everything else works.
 */
@NullMarked
package io.portalocker.redis;

import org.jspecify.annotations.NullMarked;
