package io.portalocker.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of a Java subject. Speaks the language of {@code bench/c/worker.c}. */
public final class JavaWorker {

    private static final int MOST_SAMPLES = 1 << 20;

    /** So that what is measured first has been compiled, at least by the fast compiler. */
    private static final int WARM_UP = 1_000;

    /** After a release all workers are quiet: their answers would compete with the waiter for processors. */
    private static final long AFTERWARDS = TimeUnit.MILLISECONDS.toNanos(1);

    /** With sixteen workers and four slots some five of them wait at any time. */
    private static final long KEEP_SLOT = TimeUnit.MILLISECONDS.toNanos(3);

    private static final long REST = TimeUnit.MILLISECONDS.toNanos(5);

    /** Who was only about to look for a slot when it was freed did not wait for it. */
    private static final long SETTLED = TimeUnit.MILLISECONDS.toNanos(1);

    private final Subject subject;
    private final Page page;
    private Subject.Hold held;

    private JavaWorker(Subject subject, Page page) {
        this.subject = subject;
        this.page = page;
    }

    public static void main(String[] arguments) throws IOException {
        Subject subject = switch (arguments[0]) {
            case "ours" -> new OurSubject();
            case "nio" -> new NioSubject();
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        JavaWorker worker = new JavaWorker(subject, new Page(Path.of(arguments[1])));
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(worker.answer(line.split("\t")));
        }
    }

    private String answer(String[] words) {
        try {
            return obey(words);
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            return "error " + e;
        }
    }

    private String obey(String[] words) throws IOException, InterruptedException {
        Path path = words.length > 1 ? Path.of(words[1]) : null;
        return switch (words[0]) {
            case "warm" -> warm(path);
            case "warm-waits" -> warmWaits(path, number(words, 2));
            case "uncontended" -> median(subject.uncontended(path), number(words, 2));
            case "kept" -> median(subject.kept(path), number(words, 2));
            case "hold" -> hold(path);
            case "release" -> release();
            case "wait" -> await(path, number(words, 2));
            case "deadline" -> lateness(subject.expiring(path, Duration.ofNanos(number(words, 2))), number(words, 2));
            case "empty" -> lateness(subject.expiringEmpty(path, Duration.ofNanos(number(words, 2))), number(words, 2));
            case "naming" -> lateness(subject.naming(path, Duration.ofNanos(number(words, 2))), number(words, 2));
            case "throughput" -> throughput(path, number(words, 2), number(words, 3), number(words, 4));
            case "semaphore" -> semaphore(path, words[2], (int) number(words, 3), number(words, 4), number(words, 5));
            case "threads" ->
                InsideJvm.platformThreads(subject.acquirer(path), (int) number(words, 2), number(words, 3));
            case "guarded" ->
                InsideJvm.platformThreads(
                        InsideJvm.guarded(subject.acquirer(path)), (int) number(words, 2), number(words, 3));
            case "virtual" ->
                InsideJvm.virtualThreads(subject.acquirer(path), (int) number(words, 2), number(words, 3));
            case "virtual-guarded" ->
                InsideJvm.virtualThreads(
                        InsideJvm.guarded(subject.acquirer(path)), (int) number(words, 2), number(words, 3));
            default -> "none";
        };
    }

    private static long number(String[] words, int index) {
        return Long.parseLong(words[index]);
    }

    private String warm(Path path) throws IOException {
        Subject.Acquirer acquirer = subject.acquirer(path);
        for (int i = 0; i < WARM_UP; i++) {
            acquirer.acquire().release();
        }
        return "warm";
    }

    private String warmWaits(Path path, long times) throws IOException, InterruptedException {
        Subject.Acquirer acquirer = subject.acquirer(path);
        try (Subject.Obstacle obstacle = subject.obstacle(path)) {
            for (int i = 0; i < times; i++) {
                obstacle.putForAMoment();
                acquirer.acquire().release();
            }
        }
        return "warm";
    }

    private static String median(Subject.Cycle cycle, long nanos) throws IOException {
        long[] samples = new long[MOST_SAMPLES];
        int count = 0;
        long start = System.nanoTime();
        for (long from = start; from - start < nanos && count < MOST_SAMPLES; count++) {
            cycle.run();
            long to = System.nanoTime();
            samples[count] = to - from;
            from = to;
        }
        Arrays.sort(samples, 0, count);
        return samples[count / 2] + " " + count;
    }

    private String hold(Path path) throws IOException {
        held = subject.acquirer(path).acquire();
        return "held";
    }

    private String release() throws IOException, InterruptedException {
        page.set(Page.RELEASED_AT, System.nanoTime());
        held.release();
        TimeUnit.NANOSECONDS.sleep(AFTERWARDS);
        return "released";
    }

    private String await(Path path, long hold) throws IOException, InterruptedException {
        Subject.Acquirer acquirer = subject.acquirer(path);
        System.out.println("waiting");
        Subject.Hold acquired = acquirer.acquire();
        long latency = System.nanoTime() - page.get(Page.RELEASED_AT);
        TimeUnit.NANOSECONDS.sleep(hold);
        page.set(Page.RELEASED_AT, System.nanoTime());
        acquired.release();
        TimeUnit.NANOSECONDS.sleep(AFTERWARDS);
        return Long.toString(latency);
    }

    private static String lateness(Subject.Cycle expiring, long timeout) throws IOException {
        if (expiring == null) {
            return "none";
        }
        long start = System.nanoTime();
        expiring.run();
        return Long.toString(System.nanoTime() - start - timeout);
    }

    private String throughput(Path path, long start, long nanos, long section) throws IOException {
        Subject.Acquirer acquirer = subject.acquirer(path);
        long count = 0;
        LockSupport.parkNanos(start - System.nanoTime());
        while (System.nanoTime() - start < nanos) {
            Subject.Hold hold = acquirer.acquire();
            page.set(Page.COUNTER, page.get(Page.COUNTER) + 1);
            if (section > 0) {
                spin(section);
            }
            hold.release();
            count++;
        }
        return Long.toString(count);
    }

    /**
     * Takes slots, keeps each for a while and rests for a while. Answers how long after its release each slot came that was
     * already waited for when it was released.
     */
    private String semaphore(Path directory, String name, int maximum, long start, long nanos)
            throws IOException, InterruptedException {
        Subject.SlotAcquirer acquirer = subject.slots(directory, name, maximum);
        StringJoiner latencies = new StringJoiner(" ", "latencies ", "");
        LockSupport.parkNanos(start - System.nanoTime());
        while (System.nanoTime() - start < nanos) {
            long asked = System.nanoTime();
            Subject.Slot slot = acquirer.acquire();
            long acquired = System.nanoTime();
            long released = page.get(Page.SLOTS + slot.number());
            if (released - asked > SETTLED) {
                latencies.add(Long.toString(acquired - released));
            }
            TimeUnit.NANOSECONDS.sleep(KEEP_SLOT);
            page.set(Page.SLOTS + slot.number(), System.nanoTime());
            slot.hold().release();
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(2 * REST));
        }
        return latencies.toString();
    }

    private static void spin(long nanos) {
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
            Thread.onSpinWait();
        }
    }
}
