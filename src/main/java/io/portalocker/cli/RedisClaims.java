package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.internal.command.Word;
import io.portalocker.redis.RedisHolder;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisMode;
import io.portalocker.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;

/** Who holds a channel of a Redis server, by the account of those who are on it. */
final class RedisClaims {

    private RedisClaims() {}

    /** Who comes later waits by itself, and tells nobody. */
    static Claims of(RedisLease lease) {
        return Claims.held(lease.holders().stream()
                .map(holder -> Claim.of("lease", holder))
                .toList());
    }

    static Claims of(RedisServer server, Word channel) throws LockException {
        RedisLock lock = RedisLock.of(server, channel.text());
        List<Claim> holders = new ArrayList<>();
        List<Claim> waiters = new ArrayList<>();
        List<LockHolder> here = lock.holders();
        for (RedisHolder each : lock.probe()) {
            Claim claim = here.stream()
                    .filter(holder -> holder.pid() == each.pid() && each.pid() > 0)
                    .findFirst()
                    .map(holder -> Claim.of("redis", holder).at(each.host()))
                    .orElseGet(() -> Claim.elsewhere(
                            "redis",
                            each.pid(),
                            each.mode() == RedisMode.SHARED ? Claim.SHARED : Claim.EXCLUSIVE,
                            each.host().isEmpty() ? Claim.UNTOLD : each.host()));
            (each.mode() == RedisMode.PENDING ? waiters : holders).add(claim);
        }
        // Those in line say nothing; only one at a time asks, and is seen then.
        return new Claims(holders, waiters, !waiters.isEmpty());
    }
}
