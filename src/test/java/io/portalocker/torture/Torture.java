package io.portalocker.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.portalocker.testkit.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Has workers of many kinds take the same locks, and does to them what can be done from outside: SIGKILL, SIGSTOP, markers of the
 * dead, files deleted and replaced. Interrupts, cancelled futures and missing descriptors are the workers' own. The referee, a
 * process in C, judges; it has the kernel send the signals too, as it knows who is where.
 */
final class Torture implements AutoCloseable {

    /** How long somebody may wait for a lock where nobody comes or goes. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** For the first section of the slowest worker, and for the end of all, on a machine that is busy with other things. */
    private static final Duration GENEROUS = Duration.ofMinutes(3);

    private static final int SIGQUIT = 3;
    private static final int SIGKILL = 9;
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private final Worker.Arena arena;
    private final Child referee;
    private final Random chance;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private int killed;
    private int stopped;

    /** Something that happens to the files now and then. */
    interface Disturbance {
        void happen() throws IOException;

        long count();

        /** Whether it takes away what nobody but people may, so that the last ones need it too. */
        default boolean helps() {
            return false;
        }
    }

    Torture(List<String> descriptions, Path directory, Path programs, long seed, Duration patience) throws IOException {
        arena = new Worker.Arena(directory, programs);
        chance = new Random(seed);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path numbers = Files.writeString(arena.data(), ("0".repeat(19) + "\n").repeat(8));
        referee = Child.start(
                programs.resolve("watch").toString(), arena.page().toString(), Long.toString(patience.toSeconds()));
        referee.expect("ready");
        for (Path shared : List.of(numbers, arena.page())) {
            publish(shared);
        }
        if (descriptions.stream().anyMatch(description -> description.startsWith("stranger"))) {
            publish(Files.createFile(directory.resolve("l0"))); // he may not open what another makes
        }
        for (String description : descriptions) {
            workers.add(new Worker(description, workers.size(), arena, chance));
        }
    }

    private static void publish(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    Torture disturbedBy(Disturbance disturbance) {
        disturbances.add(disturbance);
        return this;
    }

    /** What was seen, and what was wrong. */
    record Figures(String sections, String chaos, List<String> bad) {}

    /** Until the time is over and everybody was inside, or something is wrong. */
    Figures run(Duration duration) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<String> bad = new ArrayList<>();
        while (bad.isEmpty()) {
            long elapsed = System.nanoTime() - start;
            List<Worker> idle = idle();
            if (elapsed > duration.toNanos() && idle.isEmpty()) {
                break;
            }
            if (elapsed > duration.plus(GENEROUS).toNanos()) {
                bad.add("never inside: " + idle);
            }
            TimeUnit.MILLISECONDS.sleep(chance.nextInt(5, 60));
            disturb();
            workers.forEach(worker -> bad.addAll(worker.ended()));
            if (!referee.ask("figures").startsWith("0 ")) {
                bad.add("faults");
            }
        }
        if (bad.isEmpty()) {
            bad.addAll(end());
        }
        return figures(bad);
    }

    private long[] sections() {
        return numbers(referee.ask("sections"));
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.strip().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private List<Worker> idle() {
        long[] sections = sections();
        return workers.stream().filter(worker -> sections[worker.number()] == 0).toList();
    }

    private void disturb() throws IOException, InterruptedException {
        long now = System.nanoTime();
        for (Worker worker : workers) {
            if (worker.stoppedUntil() != 0 && now - worker.stoppedUntil() > 0) {
                resume(worker);
            }
        }
        for (Disturbance disturbance : disturbances) {
            if (chance.nextInt(3) == 0) {
                disturbance.happen();
            }
        }
        int what = chance.nextInt(20);
        Optional<Worker> victim = victim();
        if (victim.isEmpty()) {
            return;
        }
        if (what < 5) {
            kill(victim.get());
        } else if (what < 9) {
            stop(victim.get());
        }
    }

    /** As often as not one who is inside. */
    private Optional<Worker> victim() {
        int number = chance.nextBoolean() ? Integer.parseInt(referee.ask("inside")) : -1;
        Worker worker = workers.get(number < 0 ? chance.nextInt(workers.size()) : number);
        return Optional.of(worker).filter(each -> each.stoppedUntil() == 0 && each.isAtWork(sections()[each.number()]));
    }

    private boolean signal(Worker worker, int signal) {
        return referee.ask("signal " + worker.number() + " " + signal).equals("sent");
    }

    private void stop(Worker worker) {
        if (!worker.isShell() && signal(worker, SIGSTOP)) {
            stopped++;
            int milliseconds = chance.nextInt(10) < 7 ? chance.nextInt(1, 150) : chance.nextInt(150, 2_000);
            worker.stopped(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds));
        }
    }

    private void resume(Worker worker) {
        signal(worker, SIGCONT);
        worker.stopped(0);
    }

    /** A JVM is dear to start: one time in four. */
    private void kill(Worker worker) throws InterruptedException {
        if (!worker.isMortal() || (worker.isJvm() && chance.nextInt(4) > 0)) {
            return;
        }
        if (worker.isShell()) {
            killed += signal(worker, SIGKILL) ? 1 : 0;
            return;
        }
        worker.kill();
        worker.startAgain(chance, sections()[worker.number()]);
        killed++;
    }

    /** Nobody may wait for ever: all are told to end, and do. Who was killed last may have left what only people may take away. */
    private List<String> end() throws IOException, InterruptedException {
        workers.forEach(this::resume);
        referee.ask("stop");
        Files.createFile(arena.stop());
        List<String> stuck = new ArrayList<>();
        long deadline = System.nanoTime() + GENEROUS.toNanos();
        for (Worker worker : workers) {
            while (!worker.awaitEnd(Math.min(deadline, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100)))
                    && System.nanoTime() < deadline) {
                help();
            }
            if (!worker.awaitEnd(deadline)) {
                stuck.add(worker + " does not end");
                if (worker.isJvm()) {
                    signal(worker, SIGQUIT); // says what its threads do
                    worker.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
                }
            }
        }
        if (stuck.isEmpty()) {
            for (Worker worker : workers) {
                worker.ended().stream()
                        .filter(how -> !how.endsWith(" 0") && !worker.isShell())
                        .forEach(stuck::add);
            }
        }
        return stuck;
    }

    private void help() throws IOException {
        for (Disturbance disturbance : disturbances) {
            if (disturbance.helps()) {
                disturbance.happen();
            }
        }
    }

    /** What lies there, with its size and its first bytes. */
    private List<String> files() {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(arena.directory())) {
            for (Path path : all.sorted().toList()) {
                boolean read = Files.isRegularFile(path) && Files.size(path) < 4_096;
                files.add(path.getFileName() + (read ? ": " + new String(Files.readAllBytes(path), ISO_8859_1) : ""));
            }
        } catch (IOException e) {
            files.add(e.toString());
        }
        return files;
    }

    private Figures figures(List<String> found) {
        long[] sections = sections();
        long[] figures = numbers(referee.ask("figures"));
        List<String> bad = new ArrayList<>(found);
        if (figures[0] > 0 || !bad.isEmpty()) {
            bad.add(referee.ask("faults"));
            bad.add("the last that happened: " + referee.ask("log").replace("; ", "\n"));
            workers.forEach(worker -> bad.add(worker + " said: " + worker.said()));
            bad.add("files: " + files());
        }
        var each = new StringBuilder(LongStream.of(sections).sum() + " sections:");
        workers.forEach(worker -> each.append(' ')
                .append(sections[worker.number()])
                .append(" by ")
                .append(worker.description())
                .append(','));
        var chaos = new StringBuilder(killed + " killed, " + stopped + " stopped, longest wait " + figures[1] + " ms");
        for (Seat.Counter counter : Seat.Counter.values()) {
            chaos.append(", ").append(counter).append(' ').append(figures[2 + counter.number()]);
        }
        disturbances.forEach(disturbance ->
                chaos.append(", ").append(disturbance.count()).append(' ').append(disturbance));
        return new Figures(each.toString(), chaos.toString(), bad);
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.notExists(arena.stop())) {
                Files.createFile(arena.stop());
            }
            for (Worker worker : workers) {
                if (!worker.isShell()) {
                    worker.kill();
                }
            }
            for (Worker worker : workers) { // the shell's loop too, now that nobody keeps it waiting
                worker.awaitEnd(System.nanoTime() + GENEROUS.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            referee.close();
        }
    }
}
