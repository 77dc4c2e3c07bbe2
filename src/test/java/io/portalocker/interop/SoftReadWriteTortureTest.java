package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.SoftReadWriteLock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.TortureRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers and writers of both languages under one soft read-write lock, of which some are killed and some stopped, for
 * {@value #SECONDS} seconds, or a quarter of the minutes of {@code mvn -Ptorture verify -Dtorture.minutes=60}. What each could
 * prove to have held, and when, stands in its diary; read together afterwards, no writer may have been inside with anybody
 * else, and the fencing tokens must be in the order of the holds.
 */
class SoftReadWriteTortureTest {
    private static final int SECONDS = 20;
    private static final String DURATION = System.getProperty("portalocker.test.torture.duration", "1.5");
    private static final int EACH = 3;

    @TempDir
    Path directory;

    private final long seed = TortureRun.seed();
    private final Random random = new Random(seed);
    private final List<Path> diaries = new ArrayList<>();
    private int killed;
    private int stopped;

    /** A stay of which the diary tells. */
    record Stay(long from, long to, boolean write, long number, String token) {}

    private Path lock() {
        return directory.resolve("torture");
    }

    private Child start(int i) {
        Path diary = directory.resolve("diary" + diaries.size());
        diaries.add(diary);
        String[] arguments = {lock().toString(), diary.toString(), Long.toString(random.nextLong() >>> 1), DURATION};
        return i % 2 == 0
                ? Child.java(SoftReadWriteWorker.class, arguments)
                : Child.script("softrw_worker.py", arguments);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void noWriterMeetsAnybody() throws Exception {
        Assumptions.assumeTrue(TortureRun.scenario().isEmpty(), "another scenario is wanted");
        long end = System.nanoTime()
                + TortureRun.share(Duration.ofSeconds(SECONDS), 4).toNanos();
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * EACH; i++) {
                children.add(start(i));
            }
            Thread.sleep(2000);
            while (System.nanoTime() - end < 0) {
                Thread.sleep(random.nextInt(1500));
                disturb(children, random.nextInt(children.size()));
            }
            Files.createFile(directory.resolve("stop"));
            for (Child child : children) {
                assertEquals(0, child.awaitExit(), child::transcript);
            }
        } finally {
            children.forEach(Child::close);
        }
        judge();
        assertNothingStays();
    }

    /** Kills it as often as not, else stops it: for a moment, or for longer than a sign of life may be missing. */
    private void disturb(List<Child> children, int i) throws InterruptedException {
        Child victim = children.get(i);
        if (random.nextInt(i % 2 == 0 ? 6 : 2) == 0) {
            victim.kill();
            killed++;
            children.set(i, start(i));
        } else {
            signal("STOP", victim);
            stopped++;
            Thread.sleep(random.nextInt(4) == 0 ? 2 * millis() : random.nextInt(200));
            signal("CONT", victim);
        }
    }

    private static long millis() {
        return (long) (Double.parseDouble(DURATION) * 1000);
    }

    private static void signal(String name, Child child) {
        try (Child kill = Child.start("kill", "-" + name, Long.toString(child.pid()))) {
            kill.awaitExit();
        }
    }

    private int refused;
    private int lost;

    private List<Stay> stays() throws IOException {
        List<Stay> stays = new ArrayList<>();
        for (Path diary : diaries) {
            if (!Files.exists(diary)) {
                continue; // killed before it began
            }
            String text = Files.readString(diary);
            Stay stay = null;
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "E" -> {
                        long time = Long.parseLong(words[1]);
                        stay = new Stay(time, time, words[2].equals("w"), Long.parseLong(words[3]), words[4]);
                        stays.add(stay);
                    }
                    case "I", "X" -> {
                        stays.remove(stays.size() - 1);
                        stay = new Stay(stay.from, Long.parseLong(words[1]), stay.write, stay.number, stay.token);
                        stays.add(stay);
                    }
                    case "L" -> lost++;
                    case "T" -> refused++;
                    default -> {}
                }
            }
        }
        stays.sort(Comparator.comparingLong(Stay::from));
        return stays;
    }

    private void judge() throws IOException {
        List<Stay> stays = stays();
        List<String> overlaps = new ArrayList<>();
        List<String> disorders = new ArrayList<>();
        int together = 0;
        List<Stay> inside = new ArrayList<>();
        long highestOver = 0; // the token of a stay that is over
        for (Stay stay : stays) {
            for (Stay other : List.copyOf(inside)) {
                if (other.to < stay.from) {
                    inside.remove(other);
                    highestOver = Math.max(highestOver, other.write ? other.number : 0);
                } else if (other.write || stay.write) {
                    overlaps.add(other + " and " + stay);
                } else {
                    together++;
                }
            }
            inside.add(stay);
            if (stay.number < highestOver) {
                disorders.add(stay + " after one with " + highestOver);
            }
        }
        long writers = stays.stream().filter(Stay::write).count();
        System.out.printf(
                "soft read-write: seed %d, %d writers, %d readers (%d met others), %d refused, %d lost, %d killed,"
                        + " %d stopped: %d overlaps of a writer, %d tokens out of order%n",
                seed,
                writers,
                stays.size() - writers,
                together,
                refused,
                lost,
                killed,
                stopped,
                overlaps.size(),
                disorders.size());
        int least = together;
        assertAll(
                () -> assertEquals(List.of(), overlaps),
                () -> assertEquals(List.of(), disorders),
                () -> assertTrue(writers > 10 && least > 0, "it was tried at all"));
    }

    /** Who was killed left records, drafts and names; who comes later removes them. */
    private void assertNothingStays() throws Exception {
        var sides = SoftReadWriteLock.of(lock()).withDuration(Duration.ofMillis(millis()));
        try (var hold = sides.write().tryAcquire(Duration.ofSeconds(60)).orElseThrow()) {
            Path gen = directory.resolve("torture.rw/gen");
            io.portalocker.testkit.Background.await(() -> count(directory.resolve("torture.rw/holders")) == 1);
            io.portalocker.testkit.Background.await(() -> count(gen) <= 66 + 2);
            hold.ensureHeld();
        }
    }

    private static int count(Path directory) {
        return Objects.requireNonNull(directory.toFile().list()).length;
    }
}
