package io.portalocker.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code portalocker} command: prints its usage, and has the others below it. */
@Command(
        name = "portalocker",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = PortalockerCommand.Version.class,
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.OS_ERROR,
        description = "Runs commands under locks that other processes respect.",
        subcommands = {RunCommand.class, SemaphoreCommand.class, PidCommand.class, RedisCommand.class, WhoCommand.class
        })
final class PortalockerCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    PortalockerCommand() {}

    static int run(String... args) {
        CommandLine line = new CommandLine(new PortalockerCommand())
                .setOverwrittenOptionsAllowed(true)
                .setStopAtPositional(true)
                .setParameterExceptionHandler(PortalockerCommand::reportUsage)
                .setExecutionExceptionHandler(PortalockerCommand::reportFailure);
        Separator.arrange(line, args);
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }

    private static int reportUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("portalocker: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
        }
        return ExitStatus.USAGE;
    }

    private static int reportFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("portalocker: " + failure.getMessage());
        return failure instanceof IllegalArgumentException ? ExitStatus.USAGE : ExitStatus.OS_ERROR;
    }

    /** The version of the module, which the build puts into its descriptor. */
    static final class Version implements IVersionProvider {

        Version() {}

        @Override
        public String[] getVersion() {
            Module module = PortalockerCommand.class.getModule();
            String version = module.isNamed()
                    ? module.getDescriptor().rawVersion().orElse("(unknown version)")
                    : "(on the class path)";
            return new String[] {"portalocker " + version};
        }
    }
}
