package io.portalocker.cli;

import io.portalocker.FencedHold;
import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.SoftFileLock;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.cli.Parsed.Given;
import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code portalocker run}: what flock(1) does. */
final class RunCommand implements Subcommand {

    static final Option SHARED = Option.flag("Take the lock shared.", "-s", "--shared");
    static final Option EXCLUSIVE =
            Option.flag("Take the lock exclusively, which is the default.", "-x", "-e", "--exclusive");
    static final Option UNLOCK = Option.flag(
            "Drop the lock of an inherited descriptor. A command then runs without a lock.", "-u", "--unlock");
    static final Option CLOSE = Option.flag(
            "Keep the lock from COMMAND: it ends with COMMAND, whatever that leaves running.", "-o", "--close");
    static final Option NO_FORK = Option.flag(
            "Become COMMAND, also with --verbose. It is what happens anyway where nothing is left to do at the end.",
            "-F",
            "--no-fork");
    static final Option LOCKER =
            Option.value("NAME", "flock, lockf or ofd; by default what the platform's other programs use.", "--locker");
    static final Option SOFT = Option.flag(
            "Lock by a marker, as filelock's SoftFileLock does: FILE exists while the lock is held, and is removed"
                    + " afterwards. For file systems that cannot lock.",
            "--soft");

    static final Option STRICT = Option.flag(
            "Lock by claims, as filelock's StrictSoftFileLock does: for network file systems and machines that do not"
                    + " know of each other. Nobody takes it from a process that died; see 'claims'.",
            "--strict");

    /** How long the command may take to end when its lock was put out: as long as that of Redis by default. */
    private static final Duration KILL_AFTER = Duration.ofSeconds(5);

    static final Option SOFT_RW = Option.flag(
            "Lock FILE.rw, a directory, as filelock's SoftReadWriteLock does: with --shared for reading, else for"
                    + " writing, also between machines. If the lock is lost, the command is ended.",
            "--soft-rw");

    static final Option DURATION = Option.value(
            "SECONDS",
            "With --soft-rw: how long who gives no sign of life is waited for before it is put out; 90 by default.",
            "--duration");

    static final Option TOKEN = Option.value(
            "NAME",
            "With --soft-rw: pass the fencing token to the command in this environment variable.",
            "--token-env");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "run",
                "Runs a command while a file is locked.",
                List.of(
                        new Syntax.Operand(
                                "FILE",
                                "What to lock: a file, created if absent and never removed, a directory or a device. A"
                                        + " number that nothing follows is a descriptor, as after 9>FILE in a shell."),
                        Syntax.COMMAND),
                Guard.options(
                        SHARED, EXCLUSIVE, UNLOCK, CLOSE, NO_FORK, LOCKER, SOFT, STRICT, SOFT_RW, DURATION, TOKEN),
                List.of(
                        "The lock lives as long as COMMAND and what it started, since they inherit it; with -o,"
                                + " --soft, --strict and --soft-rw it ends with COMMAND. Where nothing is left to do at"
                                + " the end, portalocker becomes COMMAND: signals reach it, and its status is its own.",
                        "Exit status: the command's own; 128+N if signal N ended it; 1, or what -E says, if somebody"
                            + " else holds the lock; 64 for a wrong command line, 65 if FILE cannot be locked, 66 if"
                            + " it cannot be opened, 69 if COMMAND cannot be run, 71 if the system refuses, 73 if FILE"
                            + " cannot be created."),
                List.of(
                        "portalocker run -n /tmp/backup.lock -- backup --all",
                        "portalocker run -w 30 /tmp/site.lock -c 'make && make install'",
                        "(portalocker run -n 9 || exit 1; ...) 9>/tmp/script.lock"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException, InterruptedException {
        Guard guard = Guard.of(line);
        boolean shared = line.last(SHARED, EXCLUSIVE, UNLOCK)
                .map(given -> given.option().equals(SHARED))
                .orElse(false);
        String locker = line.last(LOCKER).map(RunCommand::locker).orElse("");
        if (line.has(CLOSE) && line.has(NO_FORK)) {
            throw new UsageException(
                    "--close and --no-fork do not go together: who becomes COMMAND cannot stay behind");
        }
        if (line.operands().isEmpty()) {
            throw Mistakes.missing(line, "FILE", "/tmp/job.lock -- date");
        }
        if (!line.has(SOFT_RW) && (line.has(DURATION) || line.has(TOKEN))) {
            throw new UsageException((line.has(DURATION) ? "--duration" : "--token-env") + " goes with --soft-rw");
        }
        if (line.has(SOFT) || line.has(STRICT)) {
            String option = line.has(SOFT) ? "--soft" : "--strict";
            if (shared
                    || !locker.isEmpty()
                    || line.has(UNLOCK)
                    || (line.has(SOFT) && line.has(STRICT))
                    || line.has(SOFT_RW)) {
                throw new UsageException(option + " goes with neither --shared nor --locker nor --unlock nor "
                        + (line.has(SOFT) ? "--strict" : "--soft"));
            }
            Path file = file(line);
            return guarded(guard, line.has(SOFT) ? SoftFileLock.of(file) : StrictSoftFileLock.of(file));
        }
        if (line.has(SOFT_RW)) {
            if (!locker.isEmpty() || line.has(UNLOCK)) {
                throw new UsageException("--soft-rw goes with neither --locker nor --unlock");
            }
            SoftReadWriteLock sides = softReadWrite(line);
            return guarded(guard, shared ? sides.read() : sides.write());
        }
        if (!Program.isAvailable()) {
            Option missing = line.has(UNLOCK) ? UNLOCK : NO_FORK;
            if (line.has(missing)) {
                throw new UsageException(missing.names().getLast() + " is not to be had on " + Program.system());
            }
            return guarded(guard, Lock.of(file(line)).withShared(shared));
        }
        return new FileRun(guard, mayBecome, shared, locker).run();
    }

    private static Path file(Parsed line) {
        return line.operands().getFirst().path();
    }

    private static SoftReadWriteLock softReadWrite(Parsed line) {
        SoftReadWriteLock lock = SoftReadWriteLock.of(file(line));
        try {
            return line.last(DURATION)
                    .map(Values::seconds)
                    .map(lock::withDuration)
                    .orElse(lock);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--duration: " + e.getMessage());
        }
    }

    private static int guarded(Guard guard, LockBase<?, ? extends Held> lock)
            throws LockException, CommandException, InterruptedException {
        return new Guarded<Held>(guard, 1) {
            @Override
            LockBase<?, ? extends Held> lock() {
                return lock;
            }

            @Override
            String lockName() {
                return "'" + guard.line().operands().getFirst() + "'";
            }

            @Override
            Map<String, String> environment(Held held) {
                return guard.line()
                        .last(TOKEN)
                        .map(name -> Map.of(name.value().text(), Long.toString(((FencedHold) held).fencingToken())))
                        .orElse(Map.of());
            }

            @Override
            void started(Held held, Stopper stopper) {
                held.onLost(_ -> {
                    guard.messages().complain("lost the lock of " + lockName() + ", and ends the command");
                    stopper.stop(KILL_AFTER);
                });
            }
        }.run();
    }

    private static String locker(Given given) {
        String name = given.value().raw();
        List<String> lockers = List.of("flock", "lockf", "ofd");
        if (!lockers.contains(name)) {
            String meant = Mistakes.closest(name, lockers.stream()).orElse("flock");
            throw Values.wrong(given, "is no locker, which is flock, lockf or ofd", meant);
        }
        return name;
    }
}
