package io.portalocker.testkit;

import io.portalocker.testkit.PythonPeers.Release;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Another process, spoken to by lines. No wait is longer than {@link #PATIENCE}: what hangs fails, and shows what the child
 * has said so far. Closing kills and reaps it.
 */
public final class Child implements AutoCloseable {
    /** Long enough for a loaded machine, short enough for a person. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String END = "(end of output)";

    /** Now and then a process of Wine ends before it has begun; CreateProcess then answers ERROR_INTERNAL_ERROR. */
    private static final String DIED_YOUNG = "CreateProcess error=1359";

    private static final int STARTS = 3;

    private final List<String> command;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** All it said, on both streams. Guarded by itself. */
    private final StringBuilder transcript = new StringBuilder();

    private final Thread outputReader;
    private final Thread errorReader;

    private Child(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.outputReader = reader(process.getInputStream(), "< ", lines);
        this.errorReader = reader(process.getErrorStream(), "! ", null);
    }

    /** Starts any command. */
    public static Child start(List<String> command) {
        return start(command, Map.of());
    }

    /** Starts any command with more environment. */
    public static Child start(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        for (int attempt = 1; ; attempt++) {
            try {
                return new Child(command, builder.start());
            } catch (IOException e) {
                if (attempt == STARTS || !String.valueOf(e.getMessage()).contains(DIED_YOUNG)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Starts any command. */
    public static Child start(String... command) {
        return start(Arrays.asList(command));
    }

    /** Starts a main class of the module or of the tests; see {@link Jvm}. */
    public static Child java(Class<?> main, String... arguments) {
        return start(Jvm.command(main, arguments));
    }

    /** Runs Python statements with the peers installed; {@code sys.argv[1:]} are the arguments. */
    public static Child python(String statements, String... arguments) {
        return python(PythonPeers.current(), statements, arguments);
    }

    /** Runs Python statements with the peers of a release installed; {@code sys.argv[1:]} are the arguments. */
    public static Child python(Release release, String statements, String... arguments) {
        var command = new ArrayList<>(List.of(PythonPeers.python(release).toString(), "-u", "-c", statements));
        command.addAll(Arrays.asList(arguments));
        return start(command, pythonEnvironment());
    }

    /** Runs a file of {@code src/test/python} with the peers installed. */
    public static Child script(String name, String... arguments) {
        return start(scriptCommand(PythonPeers.current(), name, arguments), pythonEnvironment());
    }

    /** Runs a file of {@code src/test/python} with the peers of a release installed. */
    public static Child script(Release release, String name, String... arguments) {
        return start(scriptCommand(release, name, arguments), pythonEnvironment());
    }

    /** The command line for a file of {@code src/test/python}, to be put behind another; see {@link #withPython}. */
    public static List<String> scriptCommand(Release release, String name, String... arguments) {
        var command = new ArrayList<>(List.of(
                PythonPeers.python(release).toString(),
                "-u",
                pythonSources().resolve(name).toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Starts a command line that ends in {@link #scriptCommand}. */
    public static Child withPython(List<String> command) {
        return start(command, pythonEnvironment());
    }

    private static Path pythonSources() {
        return Build.base().resolve("src/test/python");
    }

    private static Map<String, String> pythonEnvironment() {
        return Map.of("PYTHONPATH", pythonSources().toString(), "PYTHONDONTWRITEBYTECODE", "1");
    }

    private Thread reader(InputStream stream, String mark, BlockingQueue<String> queue) {
        return Thread.ofPlatform().daemon().name("child-" + process.pid()).start(() -> {
            try (var text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    note(mark + line);
                    if (queue != null) {
                        queue.add(line);
                    }
                }
            } catch (IOException e) {
                note("(" + e.getMessage() + ")"); // closed by the kill
            }
            if (queue != null) {
                queue.add(END);
            }
        });
    }

    private void note(String line) {
        synchronized (transcript) {
            transcript.append(line).append('\n');
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Says a line to it. */
    public void say(String line) {
        note("> " + line);
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw failure("does not listen to '" + line + "': " + e.getMessage());
        }
    }

    /** Waits for its next line. */
    public String line() {
        return line(PATIENCE).orElseThrow(() -> failure("said nothing for " + PATIENCE));
    }

    /** Waits for its next line for a while only: to see that it stays silent. */
    public Optional<String> line(Duration patience) {
        String line;
        try {
            line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was waited for when the test was interrupted");
        }
        if (END.equals(line)) {
            lines.add(END);
            throw failure("has ended");
        }
        return Optional.ofNullable(line);
    }

    /** Waits for its next line, which must be this one. */
    public Child expect(String expected) {
        String line = line();
        if (!line.equals(expected)) {
            throw failure("said '" + line + "', not '" + expected + "'");
        }
        return this;
    }

    /** Says a line and waits for the answer. */
    public String ask(String line) {
        say(line);
        return line();
    }

    /** Ends its input. */
    public Child endInput() {
        try {
            input.close();
        } catch (IOException e) {
            note("(" + e.getMessage() + ")");
        }
        return this;
    }

    /** Ends its input and waits for it to end. */
    public int exitCode() {
        endInput();
        return awaitExit();
    }

    /** Waits for it to end, its input left open. */
    public int awaitExit() {
        return awaitExit(PATIENCE);
    }

    /** As {@link #awaitExit()}, for one that has much to do. */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw failure("has not ended after " + patience);
            }
            outputReader.join(PATIENCE);
            errorReader.join(PATIENCE);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was waited for when the test was interrupted");
        }
    }

    /** All it has said so far, and what was said to it. */
    public String transcript() {
        synchronized (transcript) {
            return transcript.toString();
        }
    }

    /** Kills it as {@code kill -9} does, and waits until it is dead. */
    public void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                        throw failure("survives SIGKILL");
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError("child " + what + (process.isAlive() ? "" : " with " + process.exitValue()) + "\n"
                + shortened() + "\n" + transcript());
    }

    /** The command without whole class paths. */
    private String shortened() {
        return command.stream()
                .map(word -> word.length() > 200 ? word.substring(0, 40) + "…" : word)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        kill();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            note("(" + e.getMessage() + ")"); // what was buffered for a dead reader
        }
    }
}
