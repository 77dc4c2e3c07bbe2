package io.portalocker.cli;

import io.portalocker.internal.command.OwnCommandLine;
import java.io.IOException;

/** Starts the command. */
public final class Main {

    private Main() {}

    /**
     * Runs {@code portalocker}.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        int status;
        try {
            status = PortalockerCommand.run(OwnCommandLine.words(args), true);
        } catch (IOException e) {
            Messages.PLAIN.complain(e);
            status = ExitStatus.USAGE;
        }
        System.exit(status);
    }
}
