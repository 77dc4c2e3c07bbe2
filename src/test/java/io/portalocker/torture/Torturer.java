package io.portalocker.torture;

import io.portalocker.AlreadyLockedException;
import io.portalocker.BoundedSemaphore;
import io.portalocker.FileLock;
import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockLostException;
import io.portalocker.LockedFile;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.Permit;
import io.portalocker.PidFileLock;
import io.portalocker.RLock;
import io.portalocker.ReadWriteLock;
import io.portalocker.SoftFileLease;
import io.portalocker.SoftFileLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.TemporaryFileLock;
import io.portalocker.WriteHold;
import io.portalocker.torture.Seat.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Takes locks again and again under the eyes of the referee, in threads of both kinds: {@code Torturer LIBRARY PAGE WORKER
 * DATA DIRECTORY SEED WAY KIND,LOCK…}. WAY is {@code calm}, {@code interrupted} or {@code exhausted}. The lock of number N is the
 * file lN; 1 is replaced by strangers.
 */
final class Torturer {

    static final int REPLACED = 1;
    static final int PERMITS = 3;

    private static final int THREADS = 4;

    /** After so many turns what the JDK reads at its first use has been read; what it cannot read then it never reads. */
    private static final int WARM = 20;

    private static final List<Ask> WAYS = List.of(Ask.values());

    private final Seat seat;
    private final Path directory;
    private final String way;
    private final List<String[]> tasks;
    private final LongAdder turns = new LongAdder();

    private Torturer(String... arguments) {
        seat = new Seat(arguments[0], arguments[1], Integer.parseInt(arguments[2]), arguments[3]);
        directory = Path.of(arguments[4]);
        way = arguments[6];
        tasks = Arrays.stream(arguments)
                .skip(7)
                .map(task -> task.split(",", -1))
                .toList();
    }

    public static void main(String... arguments) throws Exception {
        var torturer = new Torturer(arguments);
        var chance = new Random(Long.parseLong(arguments[5]));
        if (torturer.way.equals("exhausted")) {
            Exhaustion.begin(() -> torturer.turns.sum() > WARM);
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            long seed = chance.nextLong();
            Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads.add(builder.start(() -> torturer.work(thread, new Random(seed))));
        }
        while (!torturer.seat.stopped()) {
            Thread.sleep(chance.nextInt(1, 40));
            if (torturer.way.equals("interrupted")) {
                threads.get(chance.nextInt(threads.size())).interrupt();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(int thread, Random chance) {
        try {
            while (!seat.stopped()) {
                String[] task = tasks.get(chance.nextInt(tasks.size()));
                int lock = Integer.parseInt(task[1]);
                once(task[0], thread, lock, chance);
                turns.increment();
                pause(chance.nextInt(3_000));
            }
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(9); // the supervisor sees it
        }
    }

    private void once(String kind, int thread, int lock, Random chance) throws LockException {
        try {
            section(kind, thread, lock, chance);
        } catch (LockInterruptedException e) {
            if (!Thread.interrupted()) {
                throw new AssertionError("the interrupt status is not set", e);
            }
            seat.count(thread, lock, Counter.INTERRUPTED);
        } catch (AlreadyLockedException e) {
            seat.count(thread, lock, Counter.TIMED_OUT);
        } catch (LockLostException e) {
            if (lock != REPLACED) {
                e.printStackTrace();
                seat.count(thread, lock, Counter.LOST);
            }
        } catch (LockException e) {
            if (way.equals("exhausted") && Exhaustion.explains(e)) {
                seat.count(thread, lock, Counter.EXHAUSTED);
            } else if (lock != REPLACED || !e.toString().contains("ELOOP")) { // strangers put links there
                throw e;
            }
        }
    }

    private void section(String kind, int thread, int lock, Random chance) throws LockException {
        boolean share = List.of("flock", "record", "rw").contains(kind) && chance.nextInt(3) == 0;
        LockBase<?, ?> description = description(kind, directory.resolve("l" + lock), share, chance);
        Ask ask = way.equals("calm") && chance.nextBoolean() ? Ask.FOREVER : WAYS.get(chance.nextInt(WAYS.size()));
        Consumer<Counter> count = what -> seat.count(thread, lock, what);
        Optional<? extends Held> held;
        seat.await(thread, lock);
        try {
            held = ask.of(description, chance, count);
        } finally {
            seat.awaited(thread);
        }
        if (held.isPresent()) {
            try {
                stay(held.get(), kind, thread, lock, share, chance);
            } finally {
                release(held.get());
            }
        } else {
            count.accept(Counter.TIMED_OUT);
        }
    }

    private static LockBase<?, ?> description(String kind, Path path, boolean share, Random chance) {
        var file = Lock.of(path).withMode(OpenMode.A_PLUS).withShared(share);
        return switch (kind) {
            case "flock" -> file;
            case "record" -> file.withLocker(chance.nextBoolean() ? Locker.OFD : Locker.LOCKF);
            case "rlock" -> RLock.of(path).withMode(OpenMode.A_PLUS);
            case "filelock" -> FileLock.of(path);
            case "temporary" -> TemporaryFileLock.of(path);
            case "pid" -> PidFileLock.of(path);
            case "soft" -> SoftFileLock.of(path);
            case "lease" ->
                SoftFileLease.of(path).withDuration(Duration.ofSeconds(60)).withHeartbeat(Duration.ofSeconds(1));
            case "strict" -> StrictSoftFileLock.of(path);
            case "semaphore" -> BoundedSemaphore.named("l0", PERMITS).withDirectory(path.getParent());
            case "rw" -> {
                var lock = ReadWriteLock.of(path);
                yield share ? lock.read() : lock.write();
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private void stay(Held held, String kind, int thread, int lock, boolean share, Random chance) throws LockException {
        long inode = lock == REPLACED && held instanceof LockedFile file
                ? seat.inode(file.channel().descriptor())
                : 0;
        int most = held instanceof Permit ? PERMITS : share ? 0 : 1;
        if (held instanceof Permit permit) {
            seat.enter(thread, PERMITS + permit.slot(), 1, 0);
        }
        seat.enter(thread, lock, most, inode);
        try {
            if (lock == 0 && most == 1) {
                seat.increment(thread, lock);
            }
            if (chance.nextBoolean()) {
                pause(chance.nextInt(1_500));
            }
            look(held, kind, lock, chance);
        } finally {
            seat.leave(thread, lock, most, inode);
            if (held instanceof Permit permit) {
                seat.leave(thread, PERMITS + permit.slot(), 1, 0);
            }
        }
        if (held instanceof WriteHold writing && chance.nextInt(4) == 0) {
            Held reading = writing.downgrade();
            seat.enter(thread, lock, 0, 0);
            seat.leave(thread, lock, 0, 0);
            release(reading);
        }
    }

    private void look(Held held, String kind, int lock, Random chance) throws LockException {
        if (chance.nextInt(8) == 0) {
            held.ensureHeld();
        }
        if (kind.equals("pid")) {
            long mine = ProcessHandle.current().pid();
            // It cannot be read for want of a descriptor.
            long there =
                    PidFileLock.of(directory.resolve("l" + lock)).readPid().orElse(way.equals("exhausted") ? mine : 0);
            if (there != mine) {
                throw new AssertionError("the pid file names " + there);
            }
        }
    }

    /** What cannot be released for want of a descriptor is released when there is one. */
    private static void release(Held held) throws LockException {
        while (true) {
            try {
                held.release();
                return;
            } catch (LockException e) {
                if (!held.isHeld() || !Exhaustion.explains(e)) {
                    throw e;
                }
            }
        }
    }

    private static void pause(int microseconds) {
        try {
            TimeUnit.MICROSECONDS.sleep(microseconds);
        } catch (InterruptedException e) {
            // the next wait is undisturbed
        }
    }
}
