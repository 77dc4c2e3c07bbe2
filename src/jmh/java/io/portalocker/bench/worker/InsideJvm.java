package io.portalocker.bench.worker;

import io.portalocker.bench.worker.Subject.Acquirer;
import io.portalocker.bench.worker.Subject.Hold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Many threads of one JVM that want one lock. JMH does not tell the share of each thread, hence a harness of our own: it
 * answers "operations of all, of the least served, and the longest an unrelated thread was kept waiting".
 */
final class InsideJvm {

    private static final long BYSTANDER_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final CountDownLatch start = new CountDownLatch(1);
    private final AtomicLong longestWait = new AtomicLong();
    private final Acquirer acquirer;
    private final long[] counts;

    private volatile boolean over;

    private InsideJvm(Acquirer acquirer, int threads) {
        this.acquirer = acquirer;
        counts = new long[threads];
    }

    /** A queue without order in front of the lock: what speed fairness is measured against. */
    static Acquirer guarded(Acquirer acquirer) {
        ReentrantLock queue = new ReentrantLock();
        return () -> {
            queue.lock();
            Hold hold = acquirer.acquire();
            return () -> {
                hold.release();
                queue.unlock();
            };
        };
    }

    static String platformThreads(Acquirer acquirer, int threads, long nanos) throws InterruptedException {
        return new InsideJvm(acquirer, threads).run(Thread.ofPlatform().daemon(), nanos);
    }

    static String virtualThreads(Acquirer acquirer, int threads, long nanos) throws InterruptedException {
        return new InsideJvm(acquirer, threads).run(Thread.ofVirtual(), nanos);
    }

    private String run(Thread.Builder kind, long nanos) throws InterruptedException {
        Thread[] threads = new Thread[counts.length];
        for (int i = 0; i < threads.length; i++) {
            int index = i;
            threads[i] = kind.start(() -> loop(index));
        }
        Thread bystander = kind.start(this::standBy);
        long from = System.nanoTime();
        start.countDown();
        TimeUnit.NANOSECONDS.sleep(nanos);
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        long elapsed = System.nanoTime() - from;
        bystander.join();
        long sum = Arrays.stream(counts).sum();
        long least = Arrays.stream(counts).min().orElseThrow();
        return sum * TimeUnit.SECONDS.toNanos(1) / elapsed + " "
                + least * counts.length * 100.0 / sum + " "
                + longestWait;
    }

    private void loop(int index) {
        try {
            start.await();
            long count = 0;
            while (!over) {
                acquirer.acquire().release();
                count++;
            }
            counts[index] = count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void standBy() {
        try {
            start.await();
            while (!over) {
                long from = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(BYSTANDER_PAUSE);
                long wait = System.nanoTime() - from - BYSTANDER_PAUSE;
                longestWait.accumulateAndGet(wait, Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
