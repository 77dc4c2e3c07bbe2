package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Unit;
import io.portalocker.bench.WorkerProcess;
import io.portalocker.bench.redis.Busy;
import io.portalocker.bench.redis.HandOver;
import io.portalocker.bench.redis.RedissonLocks;
import io.portalocker.bench.redis.Server;
import io.portalocker.bench.redis.Subject;
import io.portalocker.redis.RedisHold;
import io.portalocker.redis.RedisLock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/** Locks through a Redis server, beside the round trip to it, Redisson's lock and portalocker's. */
public final class RedisLocks {

    static final double MOST_OF_REDISSON = 0.8;
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(100);

    /** With less, what is measured is code that was never compiled, at twice the time and more. */
    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(2400);

    private static final int HAND_OVERS = 10;

    private RedisLocks() {}

    public static void run(Setting setting) throws Exception {
        Optional<Server> started = Server.start();
        if (started.isEmpty()) {
            System.out.println("redis: left out, there is no redis-server on the PATH");
            return;
        }
        try (Server server = started.get();
                RedissonLocks redisson = new RedissonLocks(server)) {
            free(setting, server, redisson, "idle", 5);
            handOver(setting, server, redisson);
            RedisCrowds.run(setting, server);
            try (Busy _ = Busy.start(2)) {
                free(setting, server, redisson, "beside two busy processes", Double.MAX_VALUE);
            }
        }
    }

    private static Subject ours(RedisLock lock) {
        return () -> {
            RedisHold hold = lock.acquire();
            return hold::release;
        };
    }

    private static void free(Setting setting, Server server, RedissonLocks redisson, String where, double target)
            throws Exception {
        RedisLock lock = RedisLock.of(server.address(), "free");
        Subject ours = ours(lock);
        Subject unfenced = ours(lock.withFencing(false));
        Subject theirs = redisson.lock("free-redisson");
        Samples samples = new Samples();
        try (Jedis jedis = new Jedis(server.url());
                WorkerProcess python = Setting.python("bench/python/redis_free.py", server.url())) {
            Subject ping = () -> {
                jedis.ping();
                return () -> {};
            };
            turn(ours, WARM_UP);
            turn(theirs, WARM_UP / 3);
            turn(unfenced, TURN);
            turn(ping, TURN);
            setting.rounds(1.2, 30, () -> {
                samples.add("PING", turn(ping, TURN));
                samples.add("ours", turn(ours, TURN));
                samples.add("without fencing", turn(unfenced, TURN));
                samples.add("Redisson", turn(theirs, TURN));
                samples.add("portalocker", Double.parseDouble(python.ask("turn")));
            });
        }
        setting.report.raw("redis-free-" + where.replace(' ', '-'), samples);
        double ratio = samples.ratio("ours", "PING");
        double ofRedisson = samples.ratio("ours", "Redisson");
        String said =
                String.format(Locale.ROOT, "%s ≤ 0.8 × Redisson (%.2f)", target < 100 ? "≤ 5 ×," : "", ofRedisson);
        setting.report.add(new Figure("Redis, free acquire and release, " + where + ", p50", Unit.NANOS)
                .ours(samples.median("ours"))
                .floor("PING", samples.median("PING"))
                .ratio(ratio)
                .target(said.strip(), ratio <= target && ofRedisson <= MOST_OF_REDISSON)
                .peer("without fencing", samples.median("without fencing"))
                .peer("Redisson", samples.median("Redisson"))
                .peer("portalocker", samples.median("portalocker"))
                .n(samples.count("ours")));
    }

    private static void handOver(Setting setting, Server server, RedissonLocks redisson) throws Exception {
        Subject here = ours(RedisLock.of(server.address(), "hand-over"));
        Subject there = ours(RedisLock.of(server.fromElsewhere(), "hand-over"));
        Subject theirs = redisson.lock("hand-over-redisson");
        Samples samples = new Samples();
        try (HandOver handOver = new HandOver()) {
            turn(handOver, here, there);
            setting.rounds(0.6, 20, () -> {
                samples.add("ours", turn(handOver, here, there));
                samples.add("Redisson", turn(handOver, theirs, theirs));
            });
        }
        setting.report.raw("redis-hand-off", samples);
        double ours = samples.median("ours");
        setting.report.add(new Figure("Redis, hand-off, 1 waiter, p50", Unit.NANOS)
                .ours(ours)
                .target("≤ 0.8 × Redisson", ours <= MOST_OF_REDISSON * samples.median("Redisson"))
                .peer("Redisson", samples.median("Redisson"))
                .n(samples.count("ours")));
    }

    private static double[] turn(HandOver handOver, Subject here, Subject there) throws Exception {
        double[] nanos = new double[HAND_OVERS];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = handOver.once(here, there);
        }
        return nanos;
    }

    /** The median of the cycles of one turn. */
    private static double turn(Subject subject, long length) throws Exception {
        double[] nanos = new double[1024];
        int count = 0;
        long start = System.nanoTime();
        long from = start;
        while (from - start < length) {
            subject.take().free();
            long to = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = to - from;
            from = System.nanoTime();
        }
        Arrays.sort(nanos, 0, count);
        return nanos[count / 2];
    }
}
