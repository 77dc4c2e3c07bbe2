package io.portalocker.cli;

import io.portalocker.BoundedSemaphore;
import io.portalocker.LockBase;
import io.portalocker.Permit;
import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Word;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code portalocker semaphore}: as {@code run}, but so many may run at a time. */
final class SemaphoreCommand implements Subcommand {

    private static final Option DIRECTORY = Option.value(
            "DIR",
            "Where its files are; by default the directory for temporary files, as Python finds it.",
            "--directory");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "semaphore",
                "Runs a command while holding one of N slots.",
                List.of(
                        new Syntax.Operand("NAME", "The semaphore, which begins the names of its files."),
                        new Syntax.Operand("N", "How many slots it has, for all its users."),
                        Syntax.COMMAND),
                Guard.options(DIRECTORY),
                List.of(
                        "The command finds the number of its slot, from 0, in PORTALOCKER_SLOT.",
                        "Exit status: as of run; 65 if another user of the semaphore counts its slots differently."),
                List.of("portalocker semaphore gpu 2 -- train"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException, InterruptedException {
        List<Word> operands = line.operands();
        if (operands.isEmpty()) {
            throw Mistakes.missing(line, "NAME", "gpu 2 -- train");
        }
        Word name = operands.getFirst();
        int maximum = maximum(line);
        if (name.raw().indexOf('/') >= 0) {
            throw UsageException.instead(
                    "NAME is '" + name + "', but it begins the name of a file; where that is, --directory says",
                    "For example",
                    name.raw(),
                    name.raw().replace('/', '-'));
        }
        return new Guarded<Permit>(Guard.of(line), 2) {
            @Override
            LockBase<?, Permit> lock() {
                BoundedSemaphore semaphore = BoundedSemaphore.named(name.name(), maximum);
                return line.last(DIRECTORY)
                        .map(directory ->
                                semaphore.withDirectory(directory.value().path()))
                        .orElse(semaphore);
            }

            @Override
            String lockName() {
                return "a slot of '" + name + "'";
            }

            @Override
            Map<String, String> environment(Permit held) {
                return Map.of("PORTALOCKER_SLOT", Integer.toString(held.slot()));
            }
        }.run();
    }

    private static int maximum(Parsed line) {
        List<Word> operands = line.operands();
        Word name = operands.getFirst();
        if (operands.size() == 1 || line.before() == 1) {
            throw Mistakes.missing(
                    line,
                    "N, how many may run at a time,",
                    Quoted.word(name) + " 2 -- "
                            + (operands.size() == 1 ? "date" : Quoted.line(operands.subList(1, operands.size()))));
        }
        String number = operands.get(1).raw();
        try {
            int maximum = Integer.parseInt(number);
            if (maximum > 0) {
                return maximum;
            }
        } catch (NumberFormatException e) {
            // As one that is not positive.
        }
        boolean exchanged = name.raw().chars().allMatch(c -> c >= '0' && c <= '9');
        throw new UsageException(
                "N, how many may run at a time, is '" + operands.get(1) + "', which is no positive number",
                "For example: portalocker semaphore "
                        + (exchanged ? operands.get(1) + " " + name : Quoted.word(name) + " 2") + " -- "
                        + (operands.size() == 2 ? "date" : Quoted.line(operands.subList(2, operands.size()))));
    }
}
