package io.portalocker.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code portalocker} command. */
@Command(
        name = "portalocker",
        mixinStandardHelpOptions = true,
        version = "portalocker 0.1.0",
        description = "Runs commands under locks that other processes respect.")
final class PortalockerCommand implements Runnable {
    private PortalockerCommand() {}

    static int run(String[] args) {
        return new CommandLine(new PortalockerCommand()).execute(args);
    }

    @Override
    public void run() {}
}
