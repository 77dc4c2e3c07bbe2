package io.portalocker.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A worker, seen from the bench: it is told one thing at a time. One that does not answer in time is killed. */
public final class WorkerProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());

    private final List<String> command;
    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    WorkerProcess(List<String> command) throws IOException {
        this.command = command;
        process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        to = process.outputWriter(StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
        // A bench that is interrupted leaves nobody waiting for a lock.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    public long pid() {
        return process.pid();
    }

    public void tell(Object... words) throws IOException {
        to.write(String.join("\t", List.of(words).stream().map(Object::toString).toList()) + "\n");
        to.flush();
    }

    public String answer() throws IOException {
        var kill = WATCH.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
        String line = from.readLine();
        kill.cancel(false);
        if (line == null || line.startsWith("error")) {
            throw new IOException(line + " from " + command);
        }
        return line;
    }

    public String ask(Object... words) throws IOException {
        tell(words);
        return answer();
    }

    /** Tells, and insists on one answer. */
    public void expect(String expected, Object... words) throws IOException {
        String answer = ask(words);
        if (!answer.equals(expected)) {
            throw new IOException(command + " answered '" + answer + "' to " + List.of(words));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
