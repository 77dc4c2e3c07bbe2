package io.portalocker.cli;

import io.portalocker.internal.command.Word;
import java.util.List;

/** {@code portalocker completion}: what a shell needs to complete the command line. */
final class CompletionCommand implements Subcommand {

    @Override
    public Syntax syntax() {
        return new Syntax(
                "completion",
                "Prints the completion of a shell: bash or zsh.",
                List.of(new Syntax.Operand("SHELL", "bash or zsh.")),
                List.of(Syntax.HELP, Syntax.VERSION),
                List.of(),
                List.of("source <(portalocker completion bash)"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) {
        List<Word> operands = line.operands();
        if (operands.size() != 1) {
            throw Mistakes.missing(line, "SHELL", "bash");
        }
        String script = switch (operands.getFirst().raw()) {
            case "bash" -> Completion.bash();
            case "zsh" -> Completion.zsh();
            default ->
                throw new UsageException(
                        "there is no completion for '" + operands.getFirst() + "'",
                        "There is one for bash and for zsh.");
        };
        Output.out().print(script);
        return 0;
    }
}
