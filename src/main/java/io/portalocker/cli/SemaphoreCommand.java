package io.portalocker.cli;

import io.portalocker.BoundedSemaphore;
import io.portalocker.LockBase;
import io.portalocker.Permit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalocker semaphore}: as {@code run}, but so many may run at a time. */
@Command(
        name = "semaphore",
        description = "Runs a command while holding one of N slots.",
        footer = {
            "",
            "The command finds the number of its slot, from 0, in PORTALOCKER_SLOT.",
            "Exit status: as of run; 65 if another user of the semaphore counts its slots differently."
        })
final class SemaphoreCommand extends GuardedCommand<Permit> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The semaphore, which begins the names of its files.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "N", description = "How many slots it has, for all its users.")
    private int maximum;

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "[--] COMMAND [ARG...]", description = COMMAND)
    private List<String> operands = List.of();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where its files are; by default the directory for temporary files, as Python finds it.")
    private Optional<Path> directory = Optional.empty();

    SemaphoreCommand() {}

    @Override
    List<String> operands() {
        return Separator.checked(spec, operands);
    }

    @Override
    LockBase<?, Permit> lock() {
        BoundedSemaphore semaphore = BoundedSemaphore.named(name, maximum);
        return directory.map(semaphore::withDirectory).orElse(semaphore);
    }

    @Override
    String lockName() {
        return "a slot of '" + name + "'";
    }

    @Override
    Map<String, String> environment(Permit held) {
        return Map.of("PORTALOCKER_SLOT", Integer.toString(held.slot()));
    }
}
