package io.portalocker.cli;

/** Starts the command, or says what is missing: picocli is optional, so nothing here may name it. */
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
            status = PortalockerCommand.run(args);
        } catch (NoClassDefFoundError missing) {
            System.err.println("portalocker: the command needs info.picocli:picocli on the module or class path ("
                    + missing.getMessage() + " is not there)");
            status = ExitStatus.UNAVAILABLE;
        }
        System.exit(status);
    }
}
