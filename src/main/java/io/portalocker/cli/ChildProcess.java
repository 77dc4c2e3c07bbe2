package io.portalocker.cli;

import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.Program;
import io.portalocker.internal.command.StartedProgram;
import io.portalocker.internal.command.Word;
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
     * @param messages where to complain
     */
    static int run(List<Word> command, Map<String, String> environment, Consumer<Stopper> started, Messages messages)
            throws CommandException, InterruptedException {
        if (!Program.isAvailable()) {
            return ofJdk(command, environment, started);
        }
        StartedProgram program = new Program(command, environment).start();
        try (Signals _ = Signals.forwardTo(signal -> send(program, signal, messages))) {
            Stopper stopper = new Stopper(ProcessHandle.of(program.pid()).orElseThrow());
            started.accept(stopper);
            int status = program.await();
            stopper.awaitStopped();
            return status;
        }
    }

    private static void send(StartedProgram program, int signal, Messages messages) {
        try {
            program.signal(signal);
        } catch (CommandException e) {
            messages.complain(e);
        }
    }

    /** On Windows, where names are UTF-16 for the JDK too. */
    private static int ofJdk(List<Word> command, Map<String, String> environment, Consumer<Stopper> started)
            throws CommandException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command.stream().map(Word::text).toList()).inheritIO();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw CommandException.notRun(command.getFirst(), e);
        }
        Stopper stopper = new Stopper(process.toHandle());
        started.accept(stopper);
        int status = process.waitFor();
        stopper.awaitStopped();
        return status;
    }
}
