package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Referee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that contend without pause: three of Python, three of Java, and all six, each for
 * {@value #SECONDS} seconds or what {@code -Dportalocker.redis.soak=60} says. Everybody gets in and nobody meets anybody; in 30
 * seconds and more, on a machine that does nothing else, Java is faster and leaves Python its share.
 */
class RedisSoakTest {
    private static final int SECONDS = 5;

    @TempDir
    Path directory;

    private record Result(String who, int acquisitions, List<Integer> each, long p50, long max, int refused) {
        static Result of(String who, List<Child> children) {
            List<Long> waits = new ArrayList<>();
            List<Integer> each = new ArrayList<>();
            int refused = 0;
            for (Child child : children) {
                var words = child.line().split(" ");
                refused += Integer.parseInt(words[1]);
                each.add(words.length - 2);
                Arrays.stream(words).skip(2).map(Long::valueOf).forEach(waits::add);
            }
            waits.sort(null);
            long p50 = waits.isEmpty() ? 0 : waits.get(waits.size() / 2);
            long max = waits.isEmpty() ? 0 : waits.getLast();
            return new Result(who, waits.size(), each, p50, max, refused);
        }

        boolean hasEverybody() {
            return each.stream().allMatch(stays -> stays > 0);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "soak %-14s %6d acquisitions %s, wait p50 %7.1f ms, max %7.1f ms, %d timeouts of 10 s",
                    who,
                    acquisitions,
                    each,
                    p50 / 1000.0,
                    max / 1000.0,
                    refused);
        }
    }

    @Test
    void nobodyMeetsAnybodyAndEverybodyGetsIn() throws Exception {
        try (var redis = LiveRedis.start()) {
            int seconds = Integer.getInteger("portalocker.redis.soak", SECONDS);
            var python = run(redis, "3 Python", 3, 0, seconds);
            var java = run(redis, "3 Java", 0, 3, seconds);
            var mixed = run(redis, "3 + 3", 3, 3, seconds);
            List.of(python, java, mixed).forEach(System.out::println);
            if (!(python.hasEverybody() && java.hasEverybody() && mixed.hasEverybody())) {
                // A machine that is busy has a dozen sections in so few seconds.
                var longer = run(redis, "3 + 3 longer", 3, 3, 6 * seconds);
                assertTrue(longer.hasEverybody(), longer::toString);
            }
            // Nor do shares and speed of so few say anything there.
            if (seconds >= 30) {
                for (int process = 0; process < 3; process++) {
                    int ofPython = mixed.each().get(process);
                    // Half of what each would have if all had the same; the first three are of Python.
                    assertTrue(ofPython >= mixed.acquisitions() / 6 / 2, mixed::toString);
                }
                assertTrue(java.acquisitions() >= 3 * python.acquisitions(), () -> java + " against " + python);
            }
        }
    }

    private Result run(LiveRedis redis, String who, int python, int java, int time) throws Exception {
        String seconds = Integer.toString(time);
        Path room = directory.resolve(who);
        var referee = Referee.prepare(room);
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < python; i++) {
                children.add(
                        Child.script("redis_soaker.py", redis.url(), who.replace(' ', '-'), room.toString(), seconds));
            }
            for (int i = 0; i < java; i++) {
                children.add(
                        Child.java(RedisSoaker.class, redis.url(), who.replace(' ', '-'), room.toString(), seconds));
            }
            children.forEach(child -> child.expect("ready"));
            children.forEach(child -> child.say("go"));
            Thread.sleep(time * 1000L);
            var result = Result.of(who, children);
            referee.assertExclusion(result.acquisitions());
            return result;
        } finally {
            children.forEach(Child::close);
        }
    }
}
