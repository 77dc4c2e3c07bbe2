package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.Portalocker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalocker who}: who holds a lock. */
@Command(
        name = "who",
        description = "Prints who holds a lock: pid, shared or exclusive, when it started, command.",
        footer = {"", "Exit status: 0 if somebody holds it, 1 if nobody does or the system does not tell."})
final class WhoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    WhoCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<LockHolder> holders = Portalocker.holders(file);
            for (LockHolder holder : holders) {
                String since = holder.started().equals(Instant.EPOCH)
                        ? "-"
                        : holder.started().toString();
                out.println(holder.pid() + "\t" + (holder.shared() ? "shared" : "exclusive") + "\t" + since + "\t"
                        + holder.command());
            }
            return holders.isEmpty() ? ExitStatus.CONFLICT : 0;
        } catch (LockException e) {
            spec.commandLine().getErr().println("portalocker: " + e.getMessage());
            return ExitStatus.NO_INPUT;
        }
    }
}
