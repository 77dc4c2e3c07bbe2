package io.portalocker.faults;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be true of a case, whatever went wrong in it; by the word of another process where that can tell. */
final class Verdict {

    /** Answers by which nothing stands at a path, or what is somebody else's. */
    private static final Set<String> ANOTHERS =
            Set.of("ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "EISDIR", "ENODEV", "ENXIO");

    /** By which there is nothing to be removed, or no directory that it could be in. */
    private static final Set<String> GONE = Set.of("ENOENT", "ENOTDIR", "ESTALE");

    /** What came of one run. */
    record Outcome(Optional<Held> held, Optional<Throwable> thrown, boolean interrupted, Faults.Session session) {}

    private final Subject subject;
    private final Scenario scenario;
    private final Optional<Fault> fault;
    private final Child judge;
    private final Path directory;
    private final List<String> bad = new ArrayList<>();

    Verdict(Subject subject, Scenario scenario, Optional<Fault> fault, Child judge, Path directory) {
        this.subject = subject;
        this.scenario = scenario;
        this.fault = fault;
        this.judge = judge;
        this.directory = directory;
    }

    /** {@return what is wrong} */
    List<String> bad() {
        return bad;
    }

    void add(String wrong) {
        bad.add(wrong);
    }

    /** Frees what is held. */
    void judge(Outcome outcome) throws IOException, ReflectiveOperationException {
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
            expect("dropped", judge.ask("drop"), "the judge's lock");
        } else if (scenario.waitsForRelease()) {
            expect("dropped", judge.line(), "the judge's lock");
        }
        if (scenario == Scenario.BREAK && subject.isLog() && !isHeld) {
            // The judge has not watched the dead writer; and whose record was misread is watched anew.
            if (subject.at(path).tryAcquire().map(Verdict::released).isEmpty()) {
                Elapsed.hour(path);
                subject.at(path).tryAcquire(FaultRig.PATIENCE).orElseThrow().release();
            }
        }
        expect(isHeld ? subject.isShared() ? "shared" : "held" : "free", probe(path), "for the judge");
        if (isHeld) {
            try {
                outcome.held().orElseThrow().release();
            } catch (LockException e) {
                bad.add("cannot be released: " + e);
            }
            expect("free", probe(path), "after the release");
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

    private String probe(Path path) {
        return judge.ask("probe " + subject + " " + path);
    }

    private void expect(String expected, String found, String what) {
        if (!found.equals(expected)) {
            bad.add(what + " '" + found + "', not '" + expected + "'");
        }
    }

    /** Has the same JVM take this lock and another afterwards. */
    void recover(Path another) {
        for (Subject each : subject == Subject.LOCK ? List.of(subject) : List.of(subject, Subject.LOCK)) {
            Path path = each == subject ? directory.resolve("x") : another;
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

    /** Nothing lies there but what lies there in an orderly case. */
    void judgeFiles(Optional<Set<String>> names) throws IOException {
        Set<String> left = Site.names(directory);
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
    }
}
