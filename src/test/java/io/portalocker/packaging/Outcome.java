package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a command ended and what it printed. */
record Outcome(int status, String out, String err) {
    static Outcome of(Path scratch, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile(scratch, "out", ".txt");
        var err = Files.createTempFile(scratch, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    static Outcome of(Path scratch, List<String> command) throws IOException, InterruptedException {
        return of(scratch, Map.of(), command);
    }

    /** Nothing on the error stream either: a warning about native access would be there. */
    String cleanOutput() {
        assertEquals(0, status, this::toString);
        assertEquals("", err);
        return out.strip();
    }
}
