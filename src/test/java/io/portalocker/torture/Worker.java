package io.portalocker.torture;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.PythonPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One who takes locks, started again when he was killed. */
final class Worker {
    private static final String NOBODY = "65534";

    private final String description;
    private final int number;
    private final Arena arena;
    private final Path log;
    private Process process;

    /** How many sections his number had when he was started. */
    private long before;

    /** Until when he is stopped; 0 if he is not. */
    private long stoppedUntil;

    /** What all workers of a scenario share: the directory with the locks, and the compiled referee. */
    record Arena(Path directory, Path programs) {
        Path page() {
            return directory.resolve("page");
        }

        Path data() {
            return directory.resolve("data");
        }

        Path stop() {
            return directory.resolve("stop");
        }
    }

    Worker(String description, int number, Arena arena, Random chance) {
        this.description = description;
        this.number = number;
        this.arena = arena;
        this.log = arena.directory.resolve("worker" + number + ".log");
        this.process = launch(chance);
    }

    void startAgain(Random chance, long sections) {
        process = launch(chance);
        before = sections;
        stoppedUntil = 0;
    }

    private Process launch(Random chance) {
        try {
            var builder = new ProcessBuilder(command(chance.nextInt(1 << 30)));
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(int seed) {
        String[] words = description.split(" ", -1);
        List<String> tasks = Arrays.asList(words).subList(1, words.length);
        List<String> command = new ArrayList<>();
        if (words[0].endsWith("stranger")) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        if (words[0].equals("java-stranger")) { // who cannot read the classes where they belong to one user
            command.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
        }
        if (words[0].startsWith("java")) {
            if (tasks.contains("exhausted")) {
                command.addAll(List.of("prlimit", "--nofile=256:256"));
            }
            List<String> arguments = arguments(seed);
            arguments.addAll(tasks);
            command.addAll(Jvm.command(Torturer.class, arguments.toArray(String[]::new)));
        } else if (words[0].equals("python")) {
            command.add(PythonPeers.python(PythonPeers.Release.NEWEST).toString());
            command.add(Build.base().resolve("src/test/python/torturer.py").toString());
            command.addAll(arguments(seed));
            command.addAll(tasks);
        } else if (words[0].equals("flock")) {
            command.addAll(List.of("sh", "-c", loop()));
        } else {
            command.add(arena.programs.resolve("torturer").toString());
            command.addAll(arguments(seed).subList(1, 6));
            command.addAll(tasks);
        }
        return command;
    }

    private List<String> arguments(int seed) {
        return new ArrayList<>(List.of(
                arena.programs.resolve("libreferee.so").toString(),
                arena.page().toString(),
                Integer.toString(number),
                arena.data().toString(),
                arena.directory.toString(),
                Integer.toString(seed)));
    }

    /** flock(1), which may be killed with what it guards; the loop goes on. */
    private String loop() {
        return "while [ ! -e " + arena.stop() + " ]; do flock " + arena.directory.resolve("l0") + " "
                + arena.programs.resolve("torturer") + " " + arena.page() + " " + number + " " + arena.data()
                + "; sleep 0.02; done 2>/dev/null";
    }

    /** Kills it and waits for its end. The shell's loop lives: what it guards is killed by the referee. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean awaitEnd(long deadline) throws InterruptedException {
        return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    String description() {
        return description;
    }

    int number() {
        return number;
    }

    /** A dead owner's claim on a strict lock blocks it for ever. */
    boolean isMortal() {
        return !description.contains("strict");
    }

    boolean isShell() {
        return description.equals("flock");
    }

    boolean isJvm() {
        return description.startsWith("java");
    }

    /** Whether it has been inside since it was started: until then nothing is done to it. */
    boolean isAtWork(long sections) {
        return sections > before + 2;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }

    void stopped(long until) {
        stoppedUntil = until;
    }

    /** How it ended, if it did before it was told to. */
    List<String> ended() {
        return process.isAlive() ? List.of() : List.of(this + " ended with " + process.exitValue());
    }

    /** What it said last. */
    String said() {
        try {
            String text = Files.exists(log) ? Files.readString(log) : "";
            return text.substring(Math.max(0, text.length() - 20_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public String toString() {
        return number + " (" + description + ")";
    }
}
