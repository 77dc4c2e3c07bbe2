package io.portalocker.faults;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.internal.snapshot.Elapsed;
import io.portalocker.internal.sys.linux.Faults;
import io.portalocker.internal.sys.linux.Faults.Fault;
import io.portalocker.testkit.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Has every call of every lock go wrong in every way, and sees what comes of it: {@code FaultRig DIRECTORY SUBJECT[,…]
 * OCCURRENCES COMMAND-OF-THE-JUDGE…}. Says {@code bad …} for what is wrong, and at last {@code cases N}.
 */
final class FaultRig {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Site site;
    private final Child judge;
    private final Plan plan;
    private int cases;
    private int unreached;

    private FaultRig(Site site, Child judge, Plan plan) {
        this.site = site;
        this.judge = judge;
        this.plan = plan;
    }

    public static void main(String... arguments) throws Exception {
        Faults.install();
        Site site = new Site(Path.of(arguments[0]));
        try (Child judge = Child.start(Arrays.asList(arguments).subList(3, arguments.length))) {
            judge.expect("ready");
            FaultRig rig = new FaultRig(site, judge, new Plan(Integer.parseInt(arguments[2])));
            for (String subject : arguments[1].split(",", -1)) {
                for (Scenario scenario : Scenario.values()) {
                    if (scenario.appliesTo(Subject.valueOf(subject))) {
                        rig.run(Subject.valueOf(subject), scenario);
                    }
                }
            }
            if (arguments[1].contains(Subject.LOCK.name())) {
                rig.cases += new CommitRig(site, rig.plan, false).everyCallFails();
                rig.cases += new CommitRig(site, rig.plan, true).everyCallFails();
            }
            System.out.println("cases " + rig.cases + " unreached " + rig.unreached + " " + rig.plan);
        }
    }

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
        Path clean = site.fresh();
        Faults.Session counted = operate(subject, scenario, clean).session();
        settle(subject, scenario, clean);
        Optional<Set<String>> names = Optional.of(Site.names(clean));
        one(subject, scenario, Optional.empty(), inventory, names);
        for (Fault fault : plan.faults(subject + " " + scenario, counted, subject.isLog())) {
            one(subject, scenario, Optional.of(fault), inventory, names);
        }
        System.out.println("did " + subject + " " + scenario + " " + (cases - before) + " "
                + String.join(", ", counted.counts().keySet()) + " "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
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

    private Verdict.Outcome operate(Subject subject, Scenario scenario, Path directory, Fault... fault)
            throws Exception {
        if (scenario != Scenario.WAIT_VIRTUAL) {
            return operateHere(subject, scenario, directory, fault);
        }
        var task = new java.util.concurrent.FutureTask<>(() -> operateHere(subject, scenario, directory, fault));
        Thread.ofVirtual().start(task);
        return task.get();
    }

    private Verdict.Outcome operateHere(Subject subject, Scenario scenario, Path directory, Fault... fault)
            throws IOException, ReflectiveOperationException {
        Path path = directory.resolve("x");
        last = Optional.empty();
        Held held = null;
        if (scenario == Scenario.RELEASE) {
            held = subject.at(path).tryAcquire(PATIENCE).orElseThrow();
        } else if (scenario == Scenario.BREAK && subject.isLog()) {
            site.leaveDeadLog(directory);
            if (subject.at(path).tryAcquire().isPresent()) {
                throw new AssertionError("the dead are told only by watching them");
            }
            Elapsed.hour(path);
        } else if (scenario == Scenario.BREAK) {
            site.leaveDeadMarker(path);
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
        return new Verdict.Outcome(last, thrown, interrupted, session);
    }

    private void one(
            Subject subject, Scenario scenario, Optional<Fault> fault, Inventory inventory, Optional<Set<String>> names)
            throws Exception {
        Path directory = site.fresh();
        Verdict verdict = new Verdict(subject, scenario, fault, judge, directory);
        Thread watchdog = watchdog(subject + " " + scenario + " " + fault);
        Verdict.Outcome outcome =
                operate(subject, scenario, directory, fault.stream().toArray(Fault[]::new));
        boolean reached = fault.isPresent() && outcome.session().wasReached();
        if (fault.isPresent() && !reached) {
            unreached++;
        }
        if (reached) {
            cases++;
        }
        verdict.judge(outcome);
        verdict.recover(site.another());
        verdict.judgeFiles(names);
        site.more(inventory).ifPresent(verdict::add);
        watchdog.interrupt();
        if (!verdict.bad().isEmpty()) {
            System.out.println("bad " + subject + " " + scenario + " "
                    + fault.map(Object::toString).orElse("clean") + " threw "
                    + outcome.thrown().map(Object::toString).orElse("nothing") + ": " + verdict.bad());
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
