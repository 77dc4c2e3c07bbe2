package io.portalocker.cli;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The command that runs under the lock: it has our streams, gets our signals, and its status becomes ours. */
final class ChildProcess {

    private ChildProcess() {}

    /**
     * Runs a command to its end. A signal that ends it counts as status 128 and its number, as in a shell.
     *
     * @param command the command
     * @param environment what is added to its environment
     * @param started told once it runs, and how to end it before its time
     * @param complaints told what goes wrong
     */
    static int run(
            List<String> command,
            Map<String, String> environment,
            Consumer<Stopper> started,
            Consumer<String> complaints)
            throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            complaints.accept("failed to execute " + command.getFirst() + ": " + e.getMessage());
            return ExitStatus.UNAVAILABLE;
        }
        try (Signals _ = Signals.forwardTo(signal -> send(process, signal, complaints))) {
            Stopper stopper = new Stopper(process);
            started.accept(stopper);
            int status = process.waitFor();
            stopper.awaitStopped();
            return status;
        }
    }

    private static void send(Process process, int signal, Consumer<String> complaints) {
        try {
            if (process.isAlive()) {
                Platform.current().processes().signal(process.pid(), signal);
            }
        } catch (SysException e) {
            complaints.accept("cannot pass signal " + signal + " to process " + process.pid() + ": " + e.getMessage());
        }
    }
}
