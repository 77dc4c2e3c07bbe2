package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Sequences of what users do to a semaphore on a real server, against a model of it. Two users are two
 * {@link RedisServer} values: they share nothing in this JVM, as two processes do not.
 */
class RedisSemaphoreModelTest {
    private static LiveRedis redis;
    private static int semaphores;

    /** What happens. */
    enum Kind {
        ACQUIRE,
        RELEASE,
        /** The connection that a permit lives on is ended, as by the death of its process. */
        KILL
    }

    /**
     * One step.
     *
     * @param user who acquires
     * @param kind what
     * @param which of the permits that are held
     */
    record Step(int user, Kind kind, int which) {}

    @BeforeContainer
    static void start() {
        redis = LiveRedis.start();
    }

    @AfterContainer
    static void stop() {
        redis.close();
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(Tuple.of(10, Kind.ACQUIRE), Tuple.of(5, Kind.RELEASE), Tuple.of(2, Kind.KILL));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        kinds,
                        Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 25)
    void slotsAreGivenAsTheModelSays(
            @ForAll @IntRange(min = 1, max = 5) int maximum, @ForAll("sequences") List<Step> sequence)
            throws Exception {
        var model = new Model("model" + semaphores++, maximum);
        for (Step step : sequence) {
            switch (step.kind()) {
                case ACQUIRE -> model.acquire(step.user());
                case RELEASE -> model.release(step.which());
                case KILL -> model.kill(step.which());
            }
            model.check();
        }
        while (!model.held.isEmpty()) {
            model.release(0);
        }
        for (int slot = 0; slot < maximum; slot++) {
            model.acquire(slot % 2);
        }
        assertEquals(maximum, model.held.size(), "every slot can be used again");
        while (!model.held.isEmpty()) {
            model.release(0);
        }
        model.check();
    }

    /** Which slots are free, and what the others have. */
    private static final class Model {
        final List<RedisSemaphore> users;
        final TreeSet<Integer> free;
        final Map<Integer, RedisPermit> held = new TreeMap<>();
        final long[] tokens;

        Model(String name, int maximum) {
            this.users = List.of(
                    RedisSemaphore.named(redis.server(), name, maximum),
                    RedisSemaphore.named(RedisServer.at(redis.url() + "/0"), name, maximum));
            this.free = new TreeSet<>(IntStream.range(0, maximum).boxed().toList());
            this.tokens = new long[maximum];
        }

        void acquire(int user) throws LockException {
            var permit = users.get(user).tryAcquire();
            assertEquals(!free.isEmpty(), permit.isPresent(), () -> "free: " + free);
            if (permit.isPresent()) {
                int slot = permit.get().slot();
                assertEquals(free.pollFirst(), slot, "the lowest free slot comes first");
                held.put(slot, permit.get());
                assertTrue(permit.get().fencingToken() > tokens[slot], "a token is not higher than an earlier one");
                tokens[slot] = permit.get().fencingToken();
            }
        }

        void release(int which) throws LockException {
            if (!held.isEmpty()) {
                int slot = choose(which);
                held.remove(slot).close();
                free.add(slot);
            }
        }

        void kill(int which) throws Exception {
            if (!held.isEmpty()) {
                int slot = choose(which);
                var permit = held.remove(slot);
                var lost = new CountDownLatch(1);
                permit.onLost(lost::countDown);
                redis.killHolders(channel(slot));
                assertTrue(lost.await(60, TimeUnit.SECONDS));
                assertFalse(permit.isHeld());
                free.add(slot);
            }
        }

        private int choose(int which) {
            return new ArrayList<>(held.keySet()).get(which % held.size());
        }

        private String channel(int slot) {
            return users.getFirst().slot(slot).channel();
        }

        /** What the server sees is what the model says. */
        void check() {
            for (int slot = 0; slot < tokens.length; slot++) {
                assertEquals(held.containsKey(slot) ? 1 : 0, redis.subscribers(channel(slot)), channel(slot));
            }
            held.values().forEach(permit -> assertTrue(permit.isHeld(), permit::toString));
        }
    }
}
