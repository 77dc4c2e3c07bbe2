package io.portalocker.bench;

import io.portalocker.bench.worker.JavaWorker;
import io.portalocker.bench.worker.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What experiments have at hand: the contestants, a directory for lock files, and how long they may take. */
public final class Setting implements AutoCloseable {

    static final String PYTHON =
            Path.of("target/python/bin/python").toAbsolutePath().toString();

    private static final String C_WORKER =
            Path.of("target/bench/worker").toAbsolutePath().toString();
    private static final String PYTHON_WORKER =
            Path.of("bench/python/worker.py").toAbsolutePath().toString();

    private final boolean quick;
    private final Path directory;
    private final Path pageFile;
    private final Page page;
    private final List<Team> teams = new ArrayList<>();

    public final Report report;
    public final Team c;
    public final Team ours;
    public final Team events;
    public final Team polling;
    public final Team nio;
    public final Team portalocker;
    public final Team filelock;

    Setting(boolean quick, Report report) throws IOException {
        this.quick = quick;
        this.report = report;
        directory = Files.createTempDirectory(Path.of("target/bench").toAbsolutePath(), "locks");
        pageFile = directory.resolve("page");
        page = new Page(pageFile);
        c = team("C", C_WORKER);
        ours = javaTeam("ours", "ours");
        events = javaTeam("events", "ours", "-Dio.portalocker.wait=events");
        polling = javaTeam("polling", "ours", "-Dio.portalocker.wait=polling");
        nio = javaTeam("FileChannel", "nio");
        portalocker = team("portalocker", PYTHON, PYTHON_WORKER, "portalocker");
        filelock = team("filelock", PYTHON, PYTHON_WORKER, "filelock");
    }

    private Team javaTeam(String name, String subject, String... options) {
        return team(name, java(JavaWorker.class, options, subject).toArray(String[]::new));
    }

    private Team team(String name, String... command) {
        List<String> complete = new ArrayList<>(Arrays.asList(command));
        complete.add(pageFile.toString());
        Team team = new Team(name, complete, directory);
        teams.add(team);
        return team;
    }

    /** The command for a JVM with the classes of the bench. */
    public static List<String> java(Class<?> main, String[] options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command for a program in C that takes one lock. */
    public static List<String> firstInC(Path file) {
        return List.of(C_WORKER, "first", file.toString());
    }

    /** The command for a program in Python that takes one lock. */
    public static List<String> firstInPython(Team peer, Path file) {
        return List.of(PYTHON, PYTHON_WORKER, peer.name(), "first", file.toString());
    }

    public boolean quick() {
        return quick;
    }

    public Page page() {
        return page;
    }

    public Path directory() {
        return directory;
    }

    /** A lock file for one contestant, so that contestants do not meet. */
    public Path file(Team team, String purpose) {
        return directory.resolve(team.name() + "-" + purpose + ".lock");
    }

    /** A program in Python that answers lines. */
    public static WorkerProcess python(String script, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, Path.of(script).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new WorkerProcess(command);
    }

    /**
     * One round of an experiment: every contestant has its turn.
     *
     * @param <X> what it may throw besides
     */
    public interface Round<X extends Exception> {
        void run() throws X, IOException, InterruptedException;
    }

    /** Repeats a round until the time is over. */
    public <X extends Exception> void rounds(double quickSeconds, double fullSeconds, Round<X> round)
            throws X, IOException, InterruptedException {
        long nanos = (long) ((quick ? quickSeconds : fullSeconds) * TimeUnit.SECONDS.toNanos(1));
        long start = System.nanoTime();
        long longest = 0;
        do {
            long from = System.nanoTime();
            round.run();
            longest = Math.max(longest, System.nanoTime() - from);
        } while (System.nanoTime() - start + longest <= nanos);
    }

    @Override
    public void close() throws IOException {
        teams.forEach(Team::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
