package io.portalocker.cli;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.PidFileLock;
import io.portalocker.internal.command.Word;
import java.io.IOException;
import java.util.List;

/** {@code portalocker pid}: as {@code run}, with a pid file that is there as long as the lock is held. */
final class PidCommand implements Subcommand {

    @Override
    public Syntax syntax() {
        return new Syntax(
                "pid",
                "Runs a command under a pid file, once at a time.",
                List.of(new Syntax.Operand("FILE", "The pid file."), Syntax.COMMAND),
                Guard.options(),
                List.of(
                        "The number in FILE is that of this process, which passes the usual signals on to the command."
                            + " What is locked is FILE.lock, as long as the command or something that it started runs."
                            + " Both files are removed at the end.",
                        "Exit status: as of run; 66 if FILE cannot be written."),
                List.of("portalocker pid -n /run/worker.pid -- worker"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException, InterruptedException {
        if (line.operands().isEmpty()) {
            throw Mistakes.missing(line, "FILE", "/run/worker.pid -- worker");
        }
        Word file = line.operands().getFirst();
        return new Guarded<Held>(Guard.of(line), 1) {
            @Override
            LockBase<?, Held> lock() {
                return PidFileLock.of(file.path());
            }

            @Override
            String lockName() {
                return "'" + file + "'";
            }
        }.run();
    }
}
