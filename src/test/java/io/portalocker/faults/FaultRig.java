package io.portalocker.faults;

import io.portalocker.AtomicFile;
import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.internal.snapshot.Elapsed;
import io.portalocker.internal.sys.linux.Faults;
import io.portalocker.internal.sys.linux.Faults.Fault;
import io.portalocker.internal.sys.linux.Faults.Injected;
import io.portalocker.internal.sys.linux.Faults.Way;
import io.portalocker.testkit.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has every call of every lock go wrong in every way, and sees what comes of it: {@code FaultRig DIRECTORY SUBJECT[,…]
 * OCCURRENCES COMMAND-OF-THE-JUDGE…}. Says {@code bad …} for what is wrong, and at last {@code cases N}.
 */
final class FaultRig {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path root;
    private final Child judge;
    private final byte[] dead;
    private final Plan plan;
    private int cases;
    private int unreached;
    private int directories;

    /** What there was when something was last found to be left. */
    private Inventory worn = new Inventory(Map.of());

    private FaultRig(Path root, Child judge, byte[] dead, Plan plan) {
        this.root = root;
        this.judge = judge;
        this.dead = dead;
        this.plan = plan;
    }

    public static void main(String... arguments) throws Exception {
        Faults.install();
        Path root = Path.of(arguments[0]);
        try (Child judge = Child.start(Arrays.asList(arguments).subList(3, arguments.length))) {
            judge.expect("ready");
            FaultRig rig = new FaultRig(root, judge, deadMarker(), new Plan(Integer.parseInt(arguments[2])));
            for (String subject : arguments[1].split(",", -1)) {
                for (Scenario scenario : Scenario.values()) {
                    if (scenario.appliesTo(Subject.valueOf(subject))) {
                        rig.run(Subject.valueOf(subject), scenario);
                    }
                }
            }
            if (arguments[1].contains(Subject.LOCK.name())) {
                rig.commit(false);
                rig.commit(true);
            }
            System.out.println("cases " + rig.cases + " unreached " + rig.unreached + " " + rig.plan);
        }
    }

    /** That of a process which has just ended. */
    private static byte[] deadMarker() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        String host = new ProcessBuilder("hostname").start().inputReader().readLine();
        return (process.pid() + "\n" + host + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Answers by which nothing stands at a path, or what is somebody else's. */
    private static final Set<String> ANOTHERS =
            Set.of("ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "EISDIR", "ENODEV", "ENXIO");

    /** By which there is nothing to be removed, or no directory that it could be in. */
    private static final Set<String> GONE = Set.of("ENOENT", "ENOTDIR", "ESTALE");

    /** What came of one run. */
    private record Outcome(
            Optional<Held> held, Optional<Throwable> thrown, boolean interrupted, Faults.Session session) {}

    private interface Operation {
        Optional<? extends Held> run() throws IOException;
    }

    private void run(Subject subject, Scenario scenario) throws Exception {
        long start = System.nanoTime();
        int before = cases;
        for (int warm = 0; warm < 2; warm++) {
            one(subject, scenario, Optional.empty(), Inventory.take(), Optional.empty());
        }
        Inventory inventory = Inventory.take();
        Path clean = fresh();
        Faults.Session counted = operate(subject, scenario, clean).session();
        settle(subject, scenario, clean);
        Optional<Set<String>> names = Optional.of(names(clean));
        one(subject, scenario, Optional.empty(), inventory, names);
        for (Fault fault : plan.faults(subject + " " + scenario, counted, subject.isLog())) {
            one(subject, scenario, Optional.of(fault), inventory, names);
        }
        System.out.println("did " + subject + " " + scenario + " " + (cases - before) + " "
                + String.join(", ", counted.counts().keySet()) + " "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
    }

    /** Begins, writes and commits a file; whatever goes wrong, there is the old or the new, and nothing else. */
    private void commit(boolean replaces) throws Exception {
        int before = cases;
        commit(replaces, Optional.empty(), Inventory.take());
        Inventory inventory = Inventory.take();
        Faults.Session counted = commit(replaces, Optional.empty(), inventory);
        for (Fault fault : plan.faults("ATOMIC_FILE", counted, false)) {
            commit(replaces, Optional.of(fault), inventory);
        }
        System.out.println("did ATOMIC_FILE " + (replaces ? "REPLACE " : "CREATE ") + (cases - before) + " "
                + String.join(", ", counted.counts().keySet()));
    }

    private Faults.Session commit(boolean replaces, Optional<Fault> fault, Inventory inventory) throws Exception {
        Path directory = fresh();
        Path path = directory.resolve("x");
        String old = replaces ? "old" : "none";
        if (replaces) {
            Files.writeString(path, old);
        }
        List<String> bad = new ArrayList<>();
        Optional<Throwable> thrown = Optional.empty();
        Faults.Session session = Faults.begin(fault);
        AtomicFile file = null;
        try {
            file = replaces ? AtomicFile.replace(path) : AtomicFile.create(path);
            file.outputStream().write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            file.commit();
        } catch (Throwable e) {
            thrown = Optional.of(e);
            if (!(e instanceof IOException) && !(e instanceof Injected)) {
                bad.add("an unexpected exception");
            }
        } finally {
            Faults.end();
        }
        Thread.interrupted();
        if (file != null) {
            file.close();
        }
        String found = Files.exists(path) ? Files.readString(path) : "none";
        if (!found.equals("new") && (thrown.isEmpty() || !found.equals(old))) {
            bad.add("there is '" + found + "'");
        }
        Set<String> left = names(directory);
        left.remove("x");
        if (fault.filter(f -> f.call().equals("unlinkat")).isPresent()) {
            left.removeIf(name -> name.startsWith(".portalocker.")); // removed by the next JVM that writes there
        }
        if (!left.isEmpty()) {
            bad.add("left " + left);
        }
        more(inventory).ifPresent(bad::add);
        if (fault.isPresent() && session.wasReached()) {
            cases++;
        }
        if (!bad.isEmpty()) {
            System.out.println("bad ATOMIC_FILE " + replaces + " " + fault + " threw " + thrown + ": " + bad);
        }
        return session;
    }

    /** Where the judge is in the way still, and what is held, in an orderly run. */
    private void settle(Subject subject, Scenario scenario, Path directory) throws LockException {
        if (scenario.isInTheWay()) {
            judge.ask("drop");
        } else if (scenario.waitsForRelease()) {
            judge.line();
        }
        if (last.isPresent()) {
            last.get().release();
        }
        subject.at(directory.resolve("x")).tryAcquire(PATIENCE).orElseThrow().release();
    }

    private Optional<Held> last = Optional.empty();

    /** The snapshots and members of a log have other names each time. */
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{20,32}$");

    private Path fresh() throws IOException {
        return Files.createDirectory(root.resolve("case" + directories++));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.skip(1)
                    .map(entry -> directory.relativize(entry).toString())
                    .map(name -> NUMBER.matcher(name).replaceAll("N"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Outcome operate(Subject subject, Scenario scenario, Path directory, Fault... fault) throws Exception {
        if (scenario != Scenario.WAIT_VIRTUAL) {
            return operateHere(subject, scenario, directory, fault);
        }
        var task = new java.util.concurrent.FutureTask<>(() -> operateHere(subject, scenario, directory, fault));
        Thread.ofVirtual().start(task);
        return task.get();
    }

    /** A log that names a writer who is gone: a copy of one that was held when it was copied. */
    private void leaveDeadLog(Path directory) throws IOException {
        Path original = root.resolve("dead");
        if (!Files.exists(original)) {
            Path held = Files.createDirectory(root.resolve("held"));
            try (Held writer = Subject.SOFT_WRITE_LOCK.at(held.resolve("x")).acquire()) {
                copy(held, original);
                writer.ensureHeld();
            }
        }
        copy(original.resolve("x.rw"), directory.resolve("x.rw"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Files.copy(entry, to.resolve(from.relativize(entry)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Outcome operateHere(Subject subject, Scenario scenario, Path directory, Fault... fault)
            throws IOException, ReflectiveOperationException {
        Path path = directory.resolve("x");
        last = Optional.empty();
        Held held = null;
        if (scenario == Scenario.RELEASE) {
            held = subject.at(path).tryAcquire(PATIENCE).orElseThrow();
        } else if (scenario == Scenario.BREAK && subject.isLog()) {
            leaveDeadLog(directory);
            if (subject.at(path).tryAcquire().isPresent()) {
                throw new AssertionError("the dead are told only by watching them");
            }
            Elapsed.hour(path);
        } else if (scenario == Scenario.BREAK) {
            Files.write(path, dead);
        } else if (scenario != Scenario.ACQUIRE
                && !judge.ask("take " + subject.opponent() + " " + path).equals("taken")) {
            throw new AssertionError("the judge could not take " + path);
        }
        if (scenario.waitsForRelease()) {
            judge.say("drop 3");
        }
        if (scenario.method().isEmpty()) {
            System.clearProperty("io.portalocker.wait");
        } else {
            System.setProperty("io.portalocker.wait", scenario.method());
        }
        Duration timeout = scenario.waitsForRelease()
                ? PATIENCE
                : scenario == Scenario.TIMEOUT ? Duration.ofMillis(15) : Duration.ZERO;
        Held releasing = held;
        Operation operation = releasing == null
                ? () -> subject.at(path).tryAcquire(timeout)
                : () -> {
                    releasing.release();
                    return Optional.empty();
                };
        Optional<Throwable> thrown = Optional.empty();
        Optional<Held> result = Optional.empty();
        Faults.Session session = Faults.begin(Arrays.stream(fault).findFirst());
        try {
            result = operation.run().map(h -> h);
        } catch (Throwable e) {
            thrown = Optional.of(e);
        } finally {
            Faults.end();
        }
        boolean interrupted = Thread.interrupted();
        last = releasing == null ? result : Optional.of(releasing);
        return new Outcome(last, thrown, interrupted, session);
    }

    private void one(
            Subject subject, Scenario scenario, Optional<Fault> fault, Inventory inventory, Optional<Set<String>> names)
            throws Exception {
        Path directory = fresh();
        List<String> bad = new ArrayList<>();
        Thread watchdog = watchdog(subject + " " + scenario + " " + fault);
        Outcome outcome = operate(subject, scenario, directory, fault.stream().toArray(Fault[]::new));
        boolean reached = fault.isPresent() && outcome.session().wasReached();
        if (fault.isPresent() && !reached) {
            unreached++;
        }
        if (reached) {
            cases++;
        }
        judgeOutcome(subject, scenario, fault, directory, outcome, bad);
        recover(subject, directory, bad);
        Set<String> left = names(directory);
        left.removeAll(names.orElse(Set.copyOf(left)));
        if (subject == Subject.STRICT_SOFT_FILE_LOCK
                && fault.filter(f -> f.call().equals("unlinkat")).isPresent()) {
            // removed by whoever looks when it is old
            left.removeIf(name -> name.contains(".private-v1-") || name.contains(".probe-v1-"));
        }
        if (subject.isLog()
                && fault.filter(f -> f.call().equals("unlinkat") || GONE.contains(f.error()))
                        .isPresent()) {
            left.removeIf(name -> name.contains("/.commit-") || name.contains("/holders/")); // in the same way
        }
        if (subject.isLog() && scenario == Scenario.BREAK) {
            left.removeIf(
                    name -> name.contains("/holders/")); // of the dead: whoever comes next does not name it either
        }
        if (!left.isEmpty()) {
            bad.add("left " + left);
        }
        Optional<String> more = more(inventory);
        if (more.isPresent()) {
            bad.add(more.get());
            worn = Inventory.take(); // told once
        }
        watchdog.interrupt();
        if (!bad.isEmpty()) {
            System.out.println("bad " + subject + " " + scenario + " "
                    + fault.map(Object::toString).orElse("clean") + " threw "
                    + outcome.thrown().map(Object::toString).orElse("nothing") + ": " + bad);
        }
    }

    private void judgeOutcome(
            Subject subject,
            Scenario scenario,
            Optional<Fault> fault,
            Path directory,
            Outcome outcome,
            List<String> bad)
            throws IOException, ReflectiveOperationException {
        Path path = directory.resolve("x");
        Way way = fault.map(Fault::way).orElse(Way.SHORT);
        boolean eintr = fault.map(f -> f.error().equals("EINTR")).orElse(false);
        outcome.thrown().ifPresent(thrown -> {
            if (!(thrown instanceof LockException) && !(thrown instanceof Injected)) {
                bad.add("an unexpected exception");
                thrown.printStackTrace();
            } else if (eintr && !thrown.toString().contains("close")) {
                bad.add("told of EINTR");
            }
        });
        boolean interrupts = way == Way.INTERRUPTED_BEFORE || way == Way.INTERRUPTED_AFTERWARDS;
        if (interrupts && outcome.session().wasReached() && !outcome.interrupted()) {
            bad.add("lost the interrupt");
        }
        boolean isHeld = outcome.held().map(Held::isHeld).orElse(false);
        if (scenario == Scenario.RELEASE) {
            if (isHeld && outcome.thrown().isEmpty()) {
                bad.add("released, and is held");
            }
            boolean anothers =
                    fault.map(Fault::error).filter(ANOTHERS::contains).isPresent();
            if (subject == Subject.PID_FILE_LOCK && outcome.thrown().isEmpty() && Files.exists(path) && !anothers) {
                bad.add("released, and its file is there");
            }
        } else if (outcome.held().isPresent() != isHeld) {
            bad.add("acquired, and is not held");
        }
        if (scenario.isInTheWay()) {
            if (isHeld) {
                bad.add("TWO HOLDERS");
            }
            expect("dropped", judge.ask("drop"), bad, "the judge's lock");
        } else if (scenario.waitsForRelease()) {
            expect("dropped", judge.line(), bad, "the judge's lock");
        }
        if (scenario == Scenario.BREAK && subject.isLog() && !isHeld) {
            // The judge has not watched the dead writer; and whose record was misread is watched anew.
            if (subject.at(path).tryAcquire().map(FaultRig::released).isEmpty()) {
                Elapsed.hour(path);
                subject.at(path).tryAcquire(PATIENCE).orElseThrow().release();
            }
        }
        expect(isHeld ? subject.isShared() ? "shared" : "held" : "free", probe(subject, path), bad, "for the judge");
        if (isHeld) {
            try {
                outcome.held().orElseThrow().release();
            } catch (LockException e) {
                bad.add("cannot be released: " + e);
            }
            expect("free", probe(subject, path), bad, "after the release");
        }
    }

    private static boolean released(Held held) {
        try {
            held.release();
            return true;
        } catch (LockException e) {
            throw new AssertionError(e);
        }
    }

    private String probe(Subject subject, Path path) {
        return judge.ask("probe " + subject + " " + path);
    }

    private static void expect(String expected, String found, List<String> bad, String what) {
        if (!found.equals(expected)) {
            bad.add(what + " '" + found + "', not '" + expected + "'");
        }
    }

    private void recover(Subject subject, Path directory, List<String> bad) {
        for (Subject each : subject == Subject.LOCK ? List.of(subject) : List.of(subject, Subject.LOCK)) {
            Path path = each == subject ? directory.resolve("x") : root.resolve("another");
            try {
                Optional<? extends Held> again = each.at(path).tryAcquire(Duration.ofSeconds(3));
                if (again.isEmpty()) {
                    bad.add("cannot be taken again");
                } else {
                    again.get().release();
                }
            } catch (Throwable e) {
                bad.add("taken again: " + e);
            }
        }
    }

    /** What ends on another thread may take its time. */
    private Optional<String> more(Inventory before) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (true) {
            Inventory now = Inventory.take();
            String more = now.moreThan(before);
            if (!more.isEmpty() && now.moreThan(worn).isEmpty()) {
                return Optional.empty();
            }
            if (more.isEmpty()) {
                return Optional.empty();
            }
            if (System.nanoTime() > end) {
                return Optional.of("has " + more);
            }
            Thread.sleep(5);
        }
    }

    /** One that hangs is shown where it hangs, and ends it all. */
    private static Thread watchdog(String what) {
        Thread dog = new Thread(() -> {
            try {
                Thread.sleep(Duration.ofMinutes(3));
            } catch (InterruptedException done) {
                return;
            }
            System.out.println("bad " + what + " hangs");
            Thread.getAllStackTraces().forEach((thread, frames) -> {
                System.err.println(thread);
                Arrays.stream(frames).forEach(frame -> System.err.println("    " + frame));
            });
            Runtime.getRuntime().halt(3);
        });
        dog.setDaemon(true);
        dog.start();
        return dog;
    }
}
