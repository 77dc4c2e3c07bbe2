package io.portalocker.cli;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.PidFileLock;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalocker pid}: as {@code run}, with a pid file that is there as long as the lock is held. */
@Command(
        name = "pid",
        description = "Runs a command under a pid file, once at a time.",
        footer = {
            "",
            "The number in FILE is that of this process, which passes the usual signals on to the command. What is"
                    + " locked is FILE.lock. Both files are removed at the end.",
            "Exit status: as of run; 65 if FILE cannot be written."
        })
final class PidCommand extends GuardedCommand<Held> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The pid file.")
    private Path file;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "[--] COMMAND [ARG...]", description = COMMAND)
    private List<String> operands = List.of();

    PidCommand() {}

    @Override
    List<String> operands() {
        return Separator.checked(spec, operands);
    }

    @Override
    LockBase<?, Held> lock() {
        return PidFileLock.of(file);
    }

    @Override
    String lockName() {
        return "'" + file + "'";
    }
}
