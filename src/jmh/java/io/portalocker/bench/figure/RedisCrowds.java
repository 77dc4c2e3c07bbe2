package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Unit;
import io.portalocker.bench.redis.Contender;
import io.portalocker.bench.redis.RedissonLocks;
import io.portalocker.bench.redis.Server;
import io.portalocker.bench.redis.Subject;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many who want one lock of a Redis server: eight who wait, and four processes without pause. */
final class RedisCrowds {

    private static final int CONTENDERS = 9;
    private static final int PROCESSES = 4;
    private static final int SECONDS = 3;
    private static final int ROUNDS = 3;

    private RedisCrowds() {}

    static void run(Setting setting, Server server) throws Exception {
        eightWaiters(setting, server);
        fourProcesses(setting, server);
    }

    private static void eightWaiters(Setting setting, Server server) throws Exception {
        Samples samples = new Samples();
        List<Subject> ours = new ArrayList<>();
        List<Subject> theirs = new ArrayList<>();
        List<RedissonLocks> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CONTENDERS; i++) {
                RedisLock lock = RedisLock.of(RedisServer.at(server.url() + "/" + i), "eight")
                        .withTimeout(Duration.ofSeconds(60));
                ours.add(() -> lock.acquire()::release);
                RedissonLocks client = new RedissonLocks(server);
                clients.add(client);
                theirs.add(client.lock("eight-redisson"));
            }
            for (int round = 0; round < ROUNDS; round++) {
                samples.add("ours", gaps(ours));
                samples.add("Redisson", gaps(theirs));
            }
        } finally {
            clients.forEach(RedissonLocks::close);
        }
        setting.report.raw("redis-hand-off-8", samples);
        setting.report.add(new Figure("Redis, hand-off, 8 waiters, p50", Unit.NANOS)
                .ours(samples.median("ours"))
                .target(
                        "≤ 0.8 × Redisson",
                        samples.median("ours") <= RedisLocks.MOST_OF_REDISSON * samples.median("Redisson"))
                .peer("Redisson", samples.median("Redisson"))
                .n(samples.count("ours")));
    }

    /** From before one frees until the next has it. */
    private static double[] gaps(List<Subject> subjects) throws Exception {
        AtomicLong freed = new AtomicLong();
        List<Double> gaps = Collections.synchronizedList(new ArrayList<>());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(subjects.size())) {
            for (Subject subject : subjects) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() - end < 0) {
                        Subject.Taken taken = subject.take();
                        long now = System.nanoTime();
                        if (freed.get() != 0) {
                            gaps.add((double) (now - freed.get()));
                        }
                        Thread.sleep(3);
                        freed.set(System.nanoTime());
                        taken.free();
                        Thread.sleep(1);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> each : all) {
            each.get();
        }
        return gaps.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void fourProcesses(Setting setting, Server server) throws Exception {
        Samples samples = new Samples();
        for (int round = 0; round < ROUNDS; round++) {
            for (String whose : List.of("ours", "Redisson")) {
                samples.add(whose, (double) Contender.together(PROCESSES, server.url(), whose, SECONDS) / SECONDS);
            }
        }
        setting.report.raw("redis-throughput", samples);
        double ratio = samples.median("ours") / samples.median("Redisson");
        setting.report.add(new Figure("Redis, throughput of four processes", Unit.PER_SECOND)
                .ours(samples.median("ours"))
                .target("≥ 1.5 × Redisson", ratio >= 1.5)
                .peer("Redisson", samples.median("Redisson"))
                .n(samples.count("ours")));
    }
}
