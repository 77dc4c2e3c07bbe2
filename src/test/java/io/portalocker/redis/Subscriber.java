package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** A stranger on a channel, of any name: it never answers a ping, or always the same. */
final class Subscriber extends JedisPubSub implements AutoCloseable {
    private final Jedis client;
    private final Jedis answering;
    private final String answer;
    private final Duration delay;
    private final ExecutorService answers = Executors.newSingleThreadExecutor();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Thread thread;
    private final String address;

    private Subscriber(LiveRedis redis, String channel, String name, String answer, Duration delay)
            throws InterruptedException {
        this.answer = answer;
        this.delay = delay;
        answering = redis.client();
        client = new Jedis(
                redis.address(),
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .clientName(name.isEmpty() ? null : name)
                        .socketTimeoutMillis(0)
                        .build());
        address = client.clientInfo().replaceAll("(?s).*? addr=([^ ]+) .*", "$1");
        thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                client.subscribe(this, channel);
            } catch (RuntimeException e) {
                subscribed.countDown(); // killed, as expected of some
            }
        });
        assertTrue(subscribed.await(30, TimeUnit.SECONDS));
    }

    static Subscriber silent(LiveRedis redis, String channel, String name) throws InterruptedException {
        return new Subscriber(redis, channel, name, "", Duration.ZERO);
    }

    static Subscriber answering(LiveRedis redis, String channel, String name, String answer)
            throws InterruptedException {
        return late(redis, channel, name, answer, Duration.ZERO);
    }

    /** Answers each ping so much later, as one does whose machine is busy. */
    static Subscriber late(LiveRedis redis, String channel, String name, String answer, Duration delay)
            throws InterruptedException {
        return new Subscriber(redis, channel, name, answer, delay);
    }

    @Override
    public void onSubscribe(String channel, int count) {
        subscribed.countDown();
    }

    @Override
    public void onMessage(String channel, String message) {
        String responseChannel = Messages.heard(message).responseChannel();
        if (!responseChannel.isEmpty() && !answer.isEmpty()) {
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, answers)
                    .execute(() -> answering.publish(responseChannel, answer));
        }
    }

    boolean isThere() {
        return thread.isAlive();
    }

    /** Whether its connection is ended, which its thread sees a moment later. */
    boolean isEnded() throws InterruptedException {
        return thread.join(Duration.ofSeconds(30));
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        answers.shutdownNow();
        client.getConnection().setBroken();
        client.disconnect();
        answering.close();
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
