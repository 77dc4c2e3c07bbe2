package io.portalocker.cli;

import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.SoftFileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalocker run}: what flock(1) does. */
@Command(
        name = "run",
        description = "Runs a command while a file is locked.",
        footer = {
            "",
            "Exit status: the command's own; 128+N if signal N ended it; 1, or what -E says, if somebody else holds the"
                    + " lock; 64 for a wrong command line, 66 if FILE cannot be opened, 69 if COMMAND cannot be run."
        })
final class RunCommand extends GuardedCommand<Held> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to lock; created if absent, never removed.")
    private Path file;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "[--] COMMAND [ARG...]", description = COMMAND)
    private List<String> operands = List.of();

    @Option(
            names = "--locker",
            paramLabel = "NAME",
            converter = LockerName.class,
            description = "flock, lockf or ofd; by default what the platform's other programs use.")
    private Optional<Locker> locker = Optional.empty();

    @Option(
            names = "--soft",
            description =
                    "Lock by a marker, as filelock's SoftFileLock does: FILE exists while the lock is held, and is"
                            + " removed afterwards. For file systems that cannot lock.")
    private boolean soft;

    @Spec
    private CommandSpec spec;

    /** The last of -s and -x counts, as in flock(1). */
    private boolean shared;

    RunCommand() {}

    @Option(
            names = {"-s", "--shared"},
            description = "Take the lock shared.")
    void setShared(boolean value) {
        shared |= value;
    }

    @Option(
            names = {"-x", "-e", "--exclusive"},
            description = "Take the lock exclusively, which is the default.")
    void setExclusive(boolean value) {
        shared &= !value;
    }

    @Override
    List<String> operands() {
        return operands;
    }

    @Override
    LockBase<?, ? extends Held> lock() {
        if (soft) {
            if (shared || locker.isPresent()) {
                throw new ParameterException(spec.commandLine(), "--soft goes with neither --shared nor --locker");
            }
            return SoftFileLock.of(file);
        }
        Locker chosen = locker.orElseGet(Locker::ofPlatform);
        return Lock.of(file).withLocker(chosen).withShared(shared).withMode(OpenMode.A_PLUS);
    }

    @Override
    String lockName() {
        return "'" + file + "'";
    }

    /** What one may not write can be locked all the same, though not by an exclusive record lock. */
    @Override
    Held acquire(LockBase<?, ? extends Held> lock) throws LockException {
        try {
            return lock.acquire();
        } catch (LockIOException e) {
            if (e.operation().equals("open")
                    && lock instanceof Lock plain
                    && Set.of("EACCES", "EROFS", "EPERM").contains(e.symbol())) {
                return plain.withMode(OpenMode.R).acquire();
            }
            throw e;
        }
    }

    /** Finds a locker by its name. */
    static final class LockerName implements CommandLine.ITypeConverter<Locker> {

        private static final Map<String, Locker> LOCKERS =
                Map.of("flock", Locker.FLOCK, "lockf", Locker.LOCKF, "ofd", Locker.OFD);

        LockerName() {}

        @Override
        public Locker convert(String text) {
            Locker locker = LOCKERS.get(text);
            if (locker == null) {
                throw new CommandLine.TypeConversionException(
                        "unknown locker '" + text + "' (expected flock, lockf or ofd)");
            }
            return locker;
        }
    }
}
