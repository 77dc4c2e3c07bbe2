package io.portalocker.cli;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.Waiting;
import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.OwnDescriptors;
import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Word;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a command under a lock of the API, as its parent, which gives the lock back. What the lock is, files that are locked,
 * the command inherits: they are locked as long as it runs, also if this process is killed.
 *
 * @param <H> what the lock gives
 */
abstract class Guarded<H extends Held> {

    private final Guard guard;
    private final int named;

    /**
     * Takes what the command line says.
     *
     * @param named how many operands name the lock
     */
    Guarded(Guard guard, int named) {
        this.guard = guard;
        this.named = named;
    }

    /** The lock that the command line describes. */
    abstract LockBase<?, ? extends H> lock() throws LockException;

    /** How messages call it. */
    abstract String lockName();

    /** What is added to the environment of the command. */
    Map<String, String> environment(H held) throws LockException {
        return Map.of();
    }

    /** A place for what a kind of lock that can be lost does then; the command runs by now. */
    void started(H held, Stopper stopper) {}

    final int run() throws LockException, CommandException, InterruptedException {
        Messages messages = guard.messages();
        List<Word> command = guard.command(named);
        int conflict = guard.conflictStatus();
        LockBase<?, ? extends H> lock = lock().withWaiting(Waiting.DEFAULT.withTimeout(guard.timeout()));
        Set<Long> descriptors = OwnDescriptors.open();
        long start = System.nanoTime();
        try (H held = acquire(lock)) {
            messages.say("holding " + lockName() + " after " + secondsSince(start));
            messages.say("running " + Quoted.line(command));
            OwnDescriptors.inheritSince(descriptors);
            int status = ChildProcess.run(command, environment(held), stopper -> started(held, stopper), messages);
            messages.say("command exited with status " + status);
            return status;
        } catch (AlreadyLockedException e) {
            if (messages.verbose()) {
                // Who holds it is not asked if nobody listens.
                messages.complain(e);
            }
            return conflict;
        } catch (CommandException e) {
            messages.complain(Mistakes.notRun(e, guard.line(), named, command));
            return ExitStatus.of(e.reason());
        } finally {
            messages.say("done with " + lockName());
        }
    }

    private H acquire(LockBase<?, ? extends H> lock) throws LockException {
        if (guard.timeout().isZero()) {
            return lock.acquire();
        }
        try (WaitNews _ = WaitNews.start(guard.messages(), lockName(), lock::holders)) {
            return lock.acquire();
        }
    }

    static String secondsSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0 + " s";
    }
}
