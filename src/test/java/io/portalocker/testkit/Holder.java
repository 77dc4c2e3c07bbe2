package io.portalocker.testkit;

import io.portalocker.BoundedSemaphore;
import io.portalocker.FencedHold;
import io.portalocker.FileLock;
import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockableFile;
import io.portalocker.LockedFile;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.PidFileLock;
import io.portalocker.RLock;
import io.portalocker.ReadWriteLock;
import io.portalocker.SoftFileLease;
import io.portalocker.SoftFileLock;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.TemporaryFileLock;
import io.portalocker.Waiting;
import io.portalocker.redis.RedisHold;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisSemaphore;
import io.portalocker.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program that holds locks on command: {@code Holder KIND PATH [NAME=VALUE…]}. Its twin is {@code holder.py}; tests speak
 * to both through {@link Peer}.
 *
 * <p>It says {@code ready}, then answers each line:
 *
 * <pre>
 *   try                  acquired | busy
 *   acquire [SECONDS]    acquired | busy, after waiting, for ever if no time is given
 *   release              released; the latest acquisition
 *   ensure               held | lost MESSAGE
 *   lost                 lost | held; waits for the loss, of a Redis lock only
 *   token                its fencing token, of a Redis lock and of a soft read-write lock only
 *   stays N DIRECTORY    done; N times acquires, enters the {@link Referee}'s room, releases
 *   increments N         done; N times increments the decimal number in the locked file itself
 *   anew KIND PATH …     ready; from now on for another lock, divided by tabs; it must hold nothing
 *   exit                 ends the program, as the end of input does
 *   die                  ends it as a crash does: nothing is released
 * </pre>
 *
 * <p>A failure is answered by {@code error CLASS: MESSAGE}. Options of every kind: {@code pause=NANOSECONDS} inside a stay.
 */
public final class Holder {
    private Holder() {}

    /** How to take one kind of lock, and try again and again. */
    public interface Taker {
        /** Takes it, or answers empty when it is held by somebody else at the deadline. */
        Optional<? extends AutoCloseable> take(Duration timeout) throws Exception;
    }

    /**
     * What was asked for on the command line.
     *
     * @param kind of lock
     * @param path its file
     * @param options the rest
     */
    public record Spec(String kind, Path path, Map<String, String> options) {
        public String option(String name, String otherwise) {
            return options.getOrDefault(name, otherwise);
        }

        public boolean flag(String name) {
            return Boolean.parseBoolean(option(name, "false"));
        }
    }

    /** The kinds. A new kind of lock gets a line here. */
    private static Taker taker(Spec spec) throws LockException {
        return switch (spec.kind()) {
            case "lock" -> of(lock(spec));
            case "soft" -> of(SoftFileLock.of(spec.path()));
            case "strict" -> of(StrictSoftFileLock.of(spec.path()));
            case "lease" -> of(lease(spec));
            case "rw" -> of(sides(spec));
            case "softrw" -> of(softSides(spec));
            case "rlock" ->
                of(RLock.of(spec.path())
                        .withMode(OpenMode.of(spec.option("mode", "a+")))
                        .withShared(spec.flag("shared")));
            case "filelock" -> of(FileLock.of(spec.path()));
            case "temporary" -> of(TemporaryFileLock.of(spec.path()));
            case "pid" -> of(PidFileLock.of(spec.path()));
            case "semaphore" -> of(semaphore(spec));
            case "redis" -> of(redis(spec));
            case "redis-lease" ->
                of(RedisLease.at(spec.option("url", ""), spec.path().toString())
                        .withTerm(Duration.ofSeconds(Long.parseLong(spec.option("term", "15")))));
            case "redis-semaphore" ->
                of(RedisSemaphore.named(
                        RedisServer.at(spec.option("url", "")), spec.path().toString(), maximum(spec)));
            case "nio" -> timeout -> nio(spec, timeout);
            default -> throw new IllegalArgumentException("kind " + spec.kind());
        };
    }

    /** The path is the channel; {@code url=redis://… shared=false unavailable=1000} (milliseconds). */
    private static RedisLock redis(Spec spec) {
        return RedisLock.of(RedisServer.at(spec.option("url", "")), spec.path().toString())
                .withShared(spec.flag("shared"))
                .withUnavailableTimeout(Duration.ofMillis(Long.parseLong(spec.option("unavailable", "1000"))));
    }

    /** {@code mode=a shared=false locker=FLOCK}; the locker NOTHING locks nothing and always says yes. */
    private static Lock lock(Spec spec) {
        return Lock.of(spec.path())
                .withMode(OpenMode.of(spec.option("mode", "a+")))
                .withShared(spec.flag("shared"))
                .withLocker(locker(spec.option("locker", Locker.ofPlatform().name())));
    }

    /** {@code duration=30} seconds. */
    private static SoftFileLease lease(Spec spec) {
        double seconds = Double.parseDouble(spec.option("duration", "30"));
        return SoftFileLease.of(spec.path()).withDuration(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /** {@code shared=false}: which side. */
    private static LockBase<?, ? extends Held> sides(Spec spec) {
        ReadWriteLock lock = ReadWriteLock.of(spec.path());
        return spec.flag("shared") ? lock.read() : lock.write();
    }

    /** {@code shared=false duration=90} seconds. */
    private static LockBase<?, ? extends Held> softSides(Spec spec) {
        SoftReadWriteLock lock = SoftReadWriteLock.of(spec.path())
                .withDuration(Duration.ofNanos((long) (Double.parseDouble(spec.option("duration", "90")) * 1e9)))
                .withCheckInterval(Duration.ofMillis(8));
        return spec.flag("shared") ? lock.read() : lock.write();
    }

    /** {@code maximum=2}; the path is the directory and the name. */
    private static BoundedSemaphore semaphore(Spec spec) {
        return BoundedSemaphore.named(spec.path().getFileName().toString(), maximum(spec))
                .withDirectory(spec.path().getParent());
    }

    private static int maximum(Spec spec) {
        return Integer.parseInt(spec.option("maximum", "2"));
    }

    private static Taker of(LockBase<?, ? extends Held> lock) {
        return lock::tryAcquire;
    }

    /** By name, as the tests' command lines say it. */
    public static Locker locker(String name) {
        return switch (name) {
            case "FLOCK" -> Locker.FLOCK;
            case "LOCKF" -> Locker.LOCKF;
            case "OFD" -> Locker.OFD;
            case "LOCK_FILE_EX" -> Locker.LOCK_FILE_EX;
            case "NOTHING" -> new Nothing();
            default -> throw new IllegalArgumentException("locker " + name);
        };
    }

    /** A lock that does nothing: what a referee must catch. */
    public static final class Nothing implements Locker {
        @Override
        public String name() {
            return "NOTHING";
        }

        @Override
        public boolean tryLock(LockableFile file, boolean shared) {
            return true;
        }

        @Override
        public void unlock(LockableFile file) {}
    }

    /** {@code FileChannel.lock}, which has no timeout: it tries or waits for ever. */
    private static Optional<AutoCloseable> nio(Spec spec, Duration timeout) throws IOException {
        FileChannel channel = FileChannel.open(
                spec.path(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean shared = spec.flag("shared");
        var lock = timeout.equals(Waiting.FOREVER)
                ? channel.lock(0, Long.MAX_VALUE, shared)
                : channel.tryLock(0, Long.MAX_VALUE, shared);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }

    /** Serves its input. */
    public static void main(String[] args) throws IOException {
        Spec spec = spec(args);
        Taker taker = taker(spec);
        Deque<AutoCloseable> held = new ArrayDeque<>();
        System.out.println("ready");
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("exit"); line = input.readLine()) {
            if (line.equals("die")) {
                Runtime.getRuntime().halt(9);
            }
            if (line.startsWith("anew\t")) {
                String[] words = line.split("\t", -1);
                spec = spec(Arrays.copyOfRange(words, 1, words.length));
                taker = taker(spec);
                System.out.println("ready");
                continue;
            }
            System.out.println(answer(spec, taker, held, line.split(" ", -1)));
        }
    }

    private static Spec spec(String... args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            options.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        return new Spec(args[0], Path.of(args[1]), options);
    }

    private static String answer(Spec spec, Taker taker, Deque<AutoCloseable> held, String[] words) {
        try {
            return switch (words[0]) {
                case "try" -> taken(taker.take(Duration.ZERO), held);
                case "acquire" ->
                    taken(
                            taker.take(
                                    words.length > 1
                                            ? Duration.ofMillis((long) (Double.parseDouble(words[1]) * 1000))
                                            : Waiting.FOREVER),
                            held);
                case "release" -> {
                    held.pop().close();
                    yield "released";
                }
                case "ensure" -> {
                    ((Held) held.element()).ensureHeld();
                    yield "held";
                }
                case "lost" -> {
                    var lost = new CountDownLatch(1);
                    ((RedisHold) held.element()).onLost(lost::countDown);
                    yield lost.await(30, TimeUnit.SECONDS) ? "lost" : "held";
                }
                case "token" ->
                    Long.toString(
                            held.element() instanceof FencedHold fenced
                                    ? fenced.fencingToken()
                                    : ((RedisHold) held.element()).fencingToken());
                case "stays" -> {
                    stay(spec, taker, Integer.parseInt(words[1]), Referee.at(Path.of(words[2])));
                    yield "done";
                }
                case "increments" -> {
                    increment(taker, Integer.parseInt(words[1]));
                    yield "done";
                }
                default -> "error: what is " + words[0] + "?";
            };
        } catch (Exception e) {
            return "error " + e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static String taken(Optional<? extends AutoCloseable> hold, Deque<AutoCloseable> held) {
        hold.ifPresent(held::push);
        return hold.isPresent() ? "acquired" : "busy";
    }

    private static void stay(Spec spec, Taker taker, int times, Referee referee) throws Exception {
        long pause = Long.parseLong(spec.option("pause", "0"));
        Referee.Work work = () -> Thread.sleep(Duration.ofNanos(pause));
        for (int i = 0; i < times; i++) {
            try (var _ = taker.take(Waiting.FOREVER).orElseThrow()) {
                if (spec.kind().endsWith("semaphore")) {
                    referee.among(work);
                } else if (spec.flag("shared")) {
                    referee.sharing(work);
                } else {
                    referee.alone(work);
                }
            }
        }
    }

    private static void increment(Taker taker, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (var held = (LockedFile) taker.take(Waiting.FOREVER).orElseThrow()) {
                String text = new String(held.inputStream().readAllBytes(), StandardCharsets.UTF_8);
                long before = text.isEmpty() ? 0 : Long.parseLong(text);
                held.channel().position(0);
                held.outputStream().write(Long.toString(before + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
