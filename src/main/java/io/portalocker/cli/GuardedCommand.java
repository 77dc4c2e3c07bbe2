package io.portalocker.cli;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.LockUnsupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A command that takes a lock, runs another command, and gives the lock back. The lock is not inherited by what is run;
 * it ends with this process, whatever ends that.
 *
 * @param <H> what the lock gives
 */
abstract class GuardedCommand<H extends Held> implements Callable<Integer> {

    /** Describes the operands. */
    static final String COMMAND = "What to run while the lock is held; options behind it are its own.";

    @Mixin
    final LockOptions options = new LockOptions();

    /** What stands behind the name of the lock: the command, or {@code -c} and a string. */
    abstract List<String> operands();

    /** The lock that the command line describes. */
    abstract LockBase<?, ? extends H> lock();

    /** How messages call it. */
    abstract String lockName();

    /** What is added to the environment of the command. */
    Map<String, String> environment(H held) throws LockException {
        return Map.of();
    }

    /** A place for what a kind of lock that can be lost does then; the command runs by now. */
    void started(H held, Stopper stopper) {}

    @Override
    public final Integer call() throws InterruptedException {
        List<String> command = options.command(operands());
        LockBase<?, ? extends H> lock = lock().withWaiting(options.waiting());
        long start = System.nanoTime();
        try (H held = acquire(lock)) {
            options.say("holding " + lockName() + " after " + secondsSince(start));
            options.say("running " + command);
            int status =
                    ChildProcess.run(command, environment(held), stopper -> started(held, stopper), options::complain);
            options.say("command exited with status " + status);
            return status;
        } catch (AlreadyLockedException e) {
            options.say(e);
            return options.conflictExitCode();
        } catch (LockException e) {
            options.complain(String.valueOf(e.getMessage()));
            return status(e);
        } finally {
            options.say("done with " + lockName());
        }
    }

    /** A place for what a kind of lock does when it is refused at first. */
    H acquire(LockBase<?, ? extends H> lock) throws LockException {
        return lock.acquire();
    }

    private static String secondsSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0 + " s";
    }

    private static int status(LockException failure) {
        return switch (failure) {
            case LockIOException io
            when io.operation().equals("open") ->
                switch (io.symbol()) {
                    case "EROFS", "ENOSPC", "EDQUOT" -> ExitStatus.CANNOT_CREATE;
                    case "EMFILE", "ENFILE", "ENOMEM" -> ExitStatus.OS_ERROR;
                    default -> ExitStatus.NO_INPUT;
                };
            case LockUnsupportedException unsupported -> ExitStatus.OS_ERROR;
            default -> ExitStatus.DATA_ERROR;
        };
    }
}
