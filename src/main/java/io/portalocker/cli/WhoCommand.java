package io.portalocker.cli;

import io.portalocker.LockHolder;
import io.portalocker.Portalocker;
import io.portalocker.internal.command.Word;
import io.portalocker.internal.text.Visible;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code portalocker who}: who holds a lock. */
final class WhoCommand implements Subcommand {

    @Override
    public Syntax syntax() {
        return new Syntax(
                "who",
                "Prints who holds a lock: pid, shared or exclusive, when it started, command.",
                List.of(new Syntax.Operand("FILE", "The file.")),
                List.of(Syntax.HELP, Syntax.VERSION),
                List.of("Exit status: 0 if somebody holds it, 1 if nobody does or the system does not tell."),
                List.of("portalocker who /tmp/backup.lock"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException {
        if (line.operands().size() != 1) {
            throw Mistakes.missing(line, "FILE", "/tmp/backup.lock");
        }
        Word file = line.operands().getFirst();
        List<LockHolder> holders = Portalocker.holders(file.path());
        for (LockHolder holder : holders) {
            String since = holder.started().equals(Instant.EPOCH)
                    ? "-"
                    : holder.started().toString();
            Output.out()
                    .println(holder.pid() + "\t" + (holder.shared() ? "shared" : "exclusive") + "\t" + since + "\t"
                            + Visible.of(holder.command()));
        }
        return holders.isEmpty() ? ExitStatus.CONFLICT : 0;
    }
}
