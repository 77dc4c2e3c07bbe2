package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.Word;
import io.portalocker.internal.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code portalocker} command: finds the one that is asked for, and puts every failure into a status and a line. */
final class PortalockerCommand {

    private PortalockerCommand() {}

    static Syntax syntax() {
        return new Syntax(
                "",
                "Runs commands under locks that other processes respect.",
                List.of(new Syntax.Operand("COMMAND [ARG...]", "One of the commands below.")),
                List.of(Syntax.HELP, Syntax.VERSION),
                List.of(),
                List.of("portalocker run -n /tmp/backup.lock -- backup", "portalocker who /tmp/backup.lock"));
    }

    /** Runs it in somebody else's JVM. */
    static int run(String... args) {
        List<Word> words = new ArrayList<>();
        for (String arg : args) {
            words.add(Word.of(arg));
        }
        return run(words, false);
    }

    static int run(List<Word> words, boolean mayBecome) {
        Syntax syntax = syntax();
        try {
            if (words.isEmpty() || words.getFirst().raw().startsWith("-")) {
                Parsed line = Parser.parse(syntax, words);
                return answer(line) ? 0 : misplaced(line);
            }
            Subcommand command = Subcommands.find(words.getFirst().raw());
            if (command == null) {
                throw Mistakes.unknownCommand(words);
            }
            syntax = command.syntax();
            Parsed line = Parser.parse(syntax, words.subList(1, words.size()));
            return answer(line) ? 0 : command.run(line, mayBecome);
        } catch (UsageException e) {
            return report(syntax, e, words);
        } catch (IllegalArgumentException e) {
            Messages.PLAIN.complain(e);
            return ExitStatus.USAGE;
        } catch (CommandException e) {
            Messages.PLAIN.complain(e);
            Mistakes.badName(e.reason(), words).ifPresent(Output.err()::println);
            return ExitStatus.of(e.reason());
        } catch (LockException e) {
            Messages.PLAIN.complain(e);
            Mistakes.missingDirectory(e).ifPresent(Output.err()::println);
            return ExitStatus.of(e);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Messages.PLAIN.complain(Visible.of(String.valueOf(e)));
            return ExitStatus.OS_ERROR;
        }
    }

    private static boolean answer(Parsed line) {
        if (line.has(Syntax.HELP)) {
            Output.out().print(Help.of(line.syntax()));
            return true;
        }
        if (line.has(Syntax.VERSION)) {
            Output.out().println(Version.text());
            return true;
        }
        return false;
    }

    private static int misplaced(Parsed line) {
        if (line.operands().isEmpty()) {
            throw new UsageException("a command is needed", "Try 'portalocker --help' for more information.");
        }
        throw Mistakes.unknownCommand(line.operands());
    }

    private static int report(Syntax syntax, UsageException failure, List<Word> words) {
        Messages.PLAIN.complain(Visible.of(String.valueOf(failure.getMessage())));
        String advice = failure.advice(words);
        Output.err()
                .println(
                        advice.isEmpty()
                                ? "Try '" + syntax.qualifiedName() + " --help' for more information."
                                : Visible.of(advice));
        return ExitStatus.USAGE;
    }
}
