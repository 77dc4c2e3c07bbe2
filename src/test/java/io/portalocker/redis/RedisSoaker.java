package io.portalocker.redis;

import io.portalocker.testkit.Referee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes a lock again and again, and tells how long each took: {@code RedisSoaker URL CHANNEL REFEREE SECONDS}. */
public final class RedisSoaker {
    private RedisSoaker() {}

    public static void main(String[] args) throws Exception {
        var lock = RedisLock.of(RedisServer.at(args[0]), args[1]);
        var referee = Referee.at(Path.of(args[2]));
        List<Long> waits = new ArrayList<>();
        int refused = 0;
        System.out.println("ready");
        var _ = System.in.read();
        long end =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[3])).toNanos();
        while (System.nanoTime() - end < 0) {
            long start = System.nanoTime();
            var hold = lock.tryAcquire(Duration.ofSeconds(10));
            if (hold.isEmpty()) {
                refused++;
                continue;
            }
            try (var _ = hold.get()) {
                waits.add((System.nanoTime() - start) / 1000);
                referee.alone(() -> Thread.sleep(10));
            }
        }
        System.out.println(
                "done " + refused + " " + waits.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
}
