package io.portalocker.bench.redis;

import io.portalocker.redis.RedisHold;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisServer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Exchanger;
import org.redisson.Redisson;
import org.redisson.config.Config;
import redis.clients.jedis.Jedis;

/**
 * What a free lock and a hand-off cost, as multiples of the server's own round trip on the same machine in the same run:
 * {@code RedisBench redis://127.0.0.1:6379 [COMMAND…]}. The command is one that prints the median of portalocker's free
 * acquire and release in microseconds; see {@code bench/python/redis_free.py}.
 */
public final class RedisBench {
    private static final int WARM_UP = 3000;
    private static final int ROUNDS = 5000;
    private static final int HAND_OFFS = 500;

    private RedisBench() {}

    public static void main(String[] args) throws Exception {
        String url = args[0];
        var lock = RedisLock.of(RedisServer.at(url), "bench");
        try (var jedis = new Jedis(url)) {
            double ping = median(ROUNDS, jedis::ping);
            print("PING", ping, ping);
            print("RedisLock", cycle(lock), ping);
            print("RedisLock without fencing", cycle(lock.withFencing(false)), ping);
            print("RedisLock, shared", cycle(lock.withShared(true)), ping);
            print("PING again", median(ROUNDS, jedis::ping), ping);
            var config = new Config();
            config.useSingleServer().setAddress(url);
            var redisson = Redisson.create(config);
            try {
                var other = redisson.getLock("redisson");
                print(
                        "Redisson",
                        median(ROUNDS, () -> {
                            other.lock();
                            other.unlock();
                            return other;
                        }),
                        ping);
            } finally {
                redisson.shutdown();
            }
            if (args.length > 1) {
                var process = new ProcessBuilder(Arrays.copyOfRange(args, 1, args.length)).start();
                print(
                        "portalocker",
                        Double.parseDouble(new String(process.getInputStream().readAllBytes()).strip()),
                        ping);
            }
            print("hand-off to a waiter", handOff(url), ping);
        }
    }

    private static void print(String what, double micros, double ping) {
        System.out.printf(Locale.ROOT, "%-28s p50 %9.1f us  %6.1f x PING%n", what, micros, micros / ping);
    }

    private static double cycle(RedisLock lock) throws Exception {
        return median(ROUNDS, () -> {
            RedisHold hold = lock.acquire();
            hold.release();
            return hold;
        });
    }

    private static double median(int rounds, Callable<?> action) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            action.call();
        }
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            action.call();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[rounds / 2] / 1000.0;
    }

    /** Two server values queue apart, so this is what two processes see; one clock measures both. */
    private static double handOff(String url) throws Exception {
        var here = RedisLock.of(RedisServer.at(url), "hand-off");
        var there = RedisLock.of(RedisServer.at(url + "/0"), "hand-off");
        var won = new Exchanger<Long>();
        long[] nanos = new long[HAND_OFFS];
        var waiter = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < HAND_OFFS; i++) {
                    won.exchange(0L); // the other one has it
                    try (var _ = there.acquire()) {
                        won.exchange(System.nanoTime());
                    }
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < HAND_OFFS; i++) {
            var hold = here.acquire();
            won.exchange(0L);
            Thread.sleep(15); // until it waits
            long start = System.nanoTime();
            hold.release();
            nanos[i] = won.exchange(0L) - start;
        }
        waiter.join();
        Arrays.sort(nanos);
        return nanos[HAND_OFFS / 2] / 1000.0;
    }
}
