package io.portalocker.cli;

import io.portalocker.internal.command.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code portalocker help}: what {@code --help} says. */
final class HelpCommand implements Subcommand {

    @Override
    public Syntax syntax() {
        return new Syntax(
                "help",
                "Shows the help of a command, or of all.",
                List.of(new Syntax.Operand("[COMMAND]", "The command.")),
                List.of(Syntax.HELP, Syntax.VERSION),
                List.of(),
                List.of("portalocker help run"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) {
        List<Word> operands = line.operands();
        if (operands.isEmpty()) {
            Output.out().print(Help.of(PortalockerCommand.syntax()));
            return 0;
        }
        @Nullable Subcommand command = Subcommands.find(operands.getFirst().raw());
        if (command == null) {
            throw Mistakes.unknownCommand(operands.subList(0, 1));
        }
        Output.out().print(Help.of(command.syntax()));
        return 0;
    }
}
