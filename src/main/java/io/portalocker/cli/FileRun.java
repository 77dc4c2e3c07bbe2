package io.portalocker.cli;

import io.portalocker.LockHolder;
import io.portalocker.Portalocker;
import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.LockTarget;
import io.portalocker.internal.command.Program;
import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Word;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One {@code portalocker run} with a lock of the kernel's. */
final class FileRun {

    private final Guard guard;
    private final Messages messages;
    private final boolean mayBecome;
    private final boolean shared;
    private final String locker;
    private final Word name;

    FileRun(Guard guard, boolean mayBecome, boolean shared, String locker) {
        this.guard = guard;
        this.mayBecome = mayBecome;
        this.shared = shared;
        this.locker = locker;
        messages = guard.messages();
        name = guard.line().operands().getFirst();
    }

    int run() throws CommandException, InterruptedException {
        if (guard.isBare()) {
            return ofDescriptor();
        }
        List<Word> command = guard.command(1);
        Deadline deadline = Deadline.after(guard.timeout(), Ticker.SYSTEM);
        int conflict = guard.conflictStatus();
        LockTarget target = LockTarget.open(name, locker, shared);
        if (!take(target, deadline)) {
            return conflict;
        }
        try {
            return execute(target, command);
        } catch (CommandException e) {
            messages.complain(Mistakes.notRun(e, guard.line(), 1, command));
            return ExitStatus.of(e.reason());
        }
    }

    /** As flock(1) with a number: the description is that of the shell which opened it, and so is the lock. */
    private int ofDescriptor() throws CommandException, InterruptedException {
        if (name.raw().isEmpty() || !name.raw().chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Mistakes.noCommand(guard.line());
        }
        Deadline deadline = Deadline.after(guard.timeout(), Ticker.SYSTEM);
        int conflict = guard.conflictStatus();
        return take(LockTarget.ofDescriptor(name, locker, shared), deadline) ? 0 : conflict;
    }

    private boolean take(LockTarget target, Deadline deadline) throws CommandException, InterruptedException {
        boolean unlock = guard.line()
                .last(RunCommand.SHARED, RunCommand.EXCLUSIVE, RunCommand.UNLOCK)
                .map(given -> given.option().equals(RunCommand.UNLOCK))
                .orElse(false);
        if (unlock) {
            target.unlock();
            return true;
        }
        boolean acquired = target.tryAcquire() || (!deadline.isImmediate() && await(target, deadline));
        if (messages.verbose()) {
            messages.say(
                    acquired
                            ? "holding '" + name + "' after " + Guarded.secondsSince(deadline.start())
                            : refusal(deadline));
        }
        return acquired;
    }

    private boolean await(LockTarget target, Deadline deadline) throws CommandException, InterruptedException {
        try (WaitNews _ = WaitNews.start(messages, "'" + name + "'", this::holders)) {
            return target.acquire(deadline);
        }
    }

    private String refusal(Deadline deadline) {
        StringBuilder text = new StringBuilder("'" + name + "' is locked by ");
        List<LockHolder> holders = holders();
        for (int i = 0; i < holders.size(); i++) {
            text.append(i == 0 ? "" : "; ").append(holders.get(i));
        }
        if (holders.isEmpty()) {
            text.append("a holder that this system does not name");
        }
        return deadline.isImmediate()
                ? text.toString()
                : text.append("; waited ")
                        .append(Guarded.secondsSince(deadline.start()))
                        .toString();
    }

    private List<LockHolder> holders() {
        try {
            return Portalocker.holders(name.path().toRealPath());
        } catch (IOException e) {
            return List.of();
        }
    }

    private int execute(LockTarget target, List<Word> command) throws CommandException, InterruptedException {
        boolean close = guard.line().has(RunCommand.CLOSE);
        messages.say("running " + Quoted.line(command));
        if (close) {
            target.keep();
        } else if (mayBecome && (!messages.verbose() || guard.line().has(RunCommand.NO_FORK))) {
            throw new Program(command, Map.of()).become(target.descriptor());
        }
        int status = ChildProcess.run(command, Map.of(), _ -> {}, messages);
        messages.say("command exited with status " + status);
        messages.say("done with '" + name + "'");
        return status;
    }
}
