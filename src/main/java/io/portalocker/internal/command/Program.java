package io.portalocker.internal.command;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.ProgramCalls;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program to be run, looked for as execvp(3) does.
 *
 * @param words its name and its arguments
 * @param added what is added to the environment
 */
public record Program(List<Word> words, Map<String, String> added) {

    private static final String USUAL_PATH = "/bin:/usr/bin";
    private static final String SHELL = "/bin/sh";

    /** {@code SigBlk} of the first thread, which runs no Java: what we were started with. Java's threads block SIGQUIT. */
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Copies both. */
    public Program {
        words = List.copyOf(words);
        added = Map.copyOf(added);
    }

    /** {@return what runs a string: {@code $SHELL}, or the standard one} */
    public static List<Word> shell(Word string) throws CommandException {
        Word shell = Environment.value(environment(Map.of()), "SHELL");
        return List.of(shell.isEmpty() ? new Word(SHELL) : shell, new Word("-c"), string);
    }

    /** {@return what this system is called} */
    public static String system() {
        return Platform.current().name();
    }

    /** {@return whether this system starts programs by their bytes} */
    public static boolean isAvailable() {
        return Platform.current().programs().isAvailable();
    }

    /** What one attempt with one file is to do. */
    private interface Start<T> {
        T with(ProgramCalls calls, byte[] file, List<byte[]> arguments, List<byte[]> environment, long blocked)
                throws SysException;
    }

    /**
     * Becomes the program: this process is that from here on. {@code lock}: the highest descriptor of ours, which the
     * program inherits.
     */
    public CommandException become(long lock) {
        try {
            OwnDescriptors.keepOurs(lock);
            return start((calls, file, arguments, environment, blocked) -> {
                calls.become(file, arguments, environment, blocked);
                throw new AssertionError("execve returned");
            });
        } catch (CommandException e) {
            return e;
        } catch (SysException e) {
            return new CommandException(Reason.SYSTEM, String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts the program as a child. */
    public StartedProgram start() throws CommandException {
        try {
            OwnDescriptors.keepOurs(JVM_DESCRIPTORS);
        } catch (SysException e) {
            throw new CommandException(Reason.SYSTEM, String.valueOf(e.getMessage()), e);
        }
        return new StartedProgram(start(ProgramCalls::start));
    }

    /** Below here are the descriptors of the JVM, if a shell has not used many. */
    private static final int JVM_DESCRIPTORS = 16;

    private <T> T start(Start<T> start) throws CommandException {
        ProgramCalls calls = Platform.current().programs();
        List<byte[]> environment = environment(added);
        List<byte[]> arguments = words.stream().map(Word::bytes).toList();
        long blocked = blocked();
        SysException refusal = null;
        for (byte[] file : candidates(environment)) {
            try {
                return start.with(calls, file, arguments, environment, blocked);
            } catch (SysException e) {
                switch (e.symbol()) {
                    case "ENOEXEC" -> {
                        return script(start, calls, file, environment, blocked);
                    }
                    case "ENOENT", "ENOTDIR", "ENAMETOOLONG" -> refusal = refusal == null ? e : refusal;
                    case "EACCES" -> refusal = e;
                    default -> throw failure(e);
                }
            }
        }
        throw failure(java.util.Objects.requireNonNull(refusal));
    }

    /** A text without a first line that names its interpreter is the shell's. */
    private <T> T script(Start<T> start, ProgramCalls calls, byte[] file, List<byte[]> environment, long blocked)
            throws CommandException {
        List<byte[]> arguments = new ArrayList<>(List.of(new Word(SHELL).bytes(), file));
        words.subList(1, words.size()).forEach(word -> arguments.add(word.bytes()));
        try {
            return start.with(calls, new Word(SHELL).bytes(), arguments, environment, blocked);
        } catch (SysException e) {
            throw failure(e);
        }
    }

    private List<byte[]> candidates(List<byte[]> environment) {
        String name = words.getFirst().raw();
        if (name.indexOf('/') >= 0 || name.isEmpty()) {
            return List.of(words.getFirst().bytes());
        }
        String path = Environment.value(environment, "PATH").raw();
        List<byte[]> candidates = new ArrayList<>();
        byte[] last = {};
        for (String directory : (path.isEmpty() ? USUAL_PATH : path).split(":", -1)) {
            Word candidate = new Word(directory.isEmpty() ? "./" + name : directory + "/" + name);
            last = candidate.bytes();
            // Only to be quicker, since the name of an error is dear. Who is gone by then is told of by the system.
            if (Files.exists(candidate.path())) {
                candidates.add(last);
            }
        }
        return candidates.isEmpty() ? List.of(last) : candidates;
    }

    private CommandException failure(SysException e) {
        Reason reason = e.symbol().equals("ENOMEM") ? Reason.SYSTEM : Reason.UNAVAILABLE;
        return new CommandException(reason, "cannot run " + words.getFirst() + ": " + e.symbol(), e);
    }

    private static List<byte[]> environment(Map<String, String> added) throws CommandException {
        try {
            return Environment.with(added);
        } catch (IOException e) {
            throw new CommandException(Reason.SYSTEM, "the environment cannot be read: " + e.getMessage());
        }
    }

    private static long blocked() {
        try {
            String status = Word.ofBytes(Files.readAllBytes(STATUS)).raw();
            int start = status.indexOf("\nSigBlk:\t") + "\nSigBlk:\t".length();
            return Long.parseUnsignedLong(status, start, status.indexOf('\n', start), 16);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
