package io.portalocker.interop;

import io.portalocker.FencedHold;
import io.portalocker.LockLostException;
import io.portalocker.SoftReadWriteLock;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * Reads and writes under a lock until a file called {@code stop} is beside its diary: {@code PATH DIARY SEED SECONDS}. Its
 * twin is {@code softrw_worker.py}. The diary has a line for each thing that was so:
 *
 * <pre>
 *   E TIME r|w NUMBER TOKEN   it had the lock at that time, since when it asked for it or later
 *   I TIME                    it had it still
 *   X TIME                    it had it still, and then let go of it
 *   L                         it has lost it since the last line
 *   T                         it did not get it
 *   F                         a call failed that should not have; Python only, see there
 * </pre>
 *
 * <p>A time is taken before the look that proves it: who is stopped in between is thought to have it for too short a time,
 * never for too long. The clock is the machine's monotonic one, which is Python's too.
 */
public final class SoftReadWriteWorker {
    private static final long[] PATIENCE = {0, 20, 500, 5000};

    private SoftReadWriteWorker() {}

    public static void main(String[] args) throws Exception {
        Path diary = Path.of(args[1]);
        Path stop = diary.resolveSibling("stop");
        var random = new Random(Long.parseLong(args[2]));
        var lock = SoftReadWriteLock.of(Path.of(args[0]))
                .withDuration(Duration.ofMillis((long) (Double.parseDouble(args[3]) * 1000)))
                .withCheckInterval(Duration.ofMillis(10));
        try (var out = new FileOutputStream(diary.toFile())) {
            say(out, "S");
            while (!Files.exists(stop)) {
                boolean write = random.nextInt(3) == 0;
                var patience = Duration.ofMillis(PATIENCE[random.nextInt(PATIENCE.length)]);
                Optional<FencedHold> taken =
                        write ? lock.write().tryAcquire(patience) : lock.read().tryAcquire(patience);
                if (taken.isEmpty()) {
                    say(out, "T");
                    continue;
                }
                stay(out, taken.get(), write, random);
            }
        }
    }

    private static void stay(FileOutputStream out, FencedHold hold, boolean write, Random random)
            throws IOException, InterruptedException {
        try {
            long now = System.nanoTime();
            hold.ensureHeld();
            say(out, "E " + now + (write ? " w " : " r ") + hold.fencingToken() + " " + hold.token());
            for (int i = random.nextInt(4); i > 0; i--) {
                Thread.sleep(random.nextInt(8));
                now = System.nanoTime();
                hold.ensureHeld();
                say(out, "I " + now);
            }
            now = System.nanoTime();
            hold.ensureHeld();
            say(out, "X " + now);
            hold.release();
        } catch (LockLostException e) {
            say(out, "L");
        }
    }

    private static void say(FileOutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
