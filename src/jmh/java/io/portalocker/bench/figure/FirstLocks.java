package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Unit;
import io.portalocker.bench.WorkerProcess;
import io.portalocker.bench.plot.BarChart;
import io.portalocker.bench.worker.FirstLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole process that takes one lock and ends. */
public final class FirstLocks {

    private static final String HELLO = "JVM without lock";
    private static final String ARCHIVE = "ours with AppCDS";

    private FirstLocks() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        Map<String, List<String>> commands = commands(setting);
        WorkerProcess starter = setting.c.worker(0);
        for (List<String> command : commands.values()) {
            run(starter, command);
        }
        Samples samples = new Samples();
        setting.rounds(2, 30, () -> {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                samples.add(command.getKey(), run(starter, command.getValue()));
            }
        });
        setting.report.raw("start", samples);
        Figure figure = new Figure("first lock in a fresh process, whole process, p50", Unit.NANOS)
                .ours(samples.median("ours"))
                .floor(HELLO, samples.median(HELLO))
                .ratio(samples.ratio("ours", HELLO))
                .n(samples.count("ours"));
        for (String name : samples.contestants()) {
            if (!name.equals("ours") && !name.equals(HELLO)) {
                figure.peer(name, samples.median(name));
            }
        }
        setting.report.add(figure);
        BarChart chart = new BarChart("A process that takes one lock, start to end, median", Unit.NANOS, false);
        chart.group("", samples, Samples::median);
        setting.report.plot("start", chart.svg());
    }

    private static Map<String, List<String>> commands(Setting setting) throws IOException {
        Path file = setting.directory().resolve("first.lock");
        Path archive = setting.directory().resolve("first.jsa");
        run(
                setting.c.worker(0),
                Setting.java(
                        FirstLock.class,
                        new String[] {"-XX:ArchiveClassesAtExit=" + archive},
                        "ours",
                        file.toString()));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("C", Setting.firstInC(file));
        commands.put(HELLO, first(file, "hello"));
        commands.put("ours", first(file, "ours"));
        commands.put(ARCHIVE, first(file, "ours", "-XX:SharedArchiveFile=" + archive));
        commands.put(setting.nio.name(), first(file, "nio"));
        commands.put(setting.portalocker.name(), Setting.firstInPython(setting.portalocker, file));
        commands.put(setting.filelock.name(), Setting.firstInPython(setting.filelock, file));
        return commands;
    }

    private static List<String> first(Path file, String subject, String... options) {
        return Setting.java(FirstLock.class, options, subject, file.toString());
    }

    private static double run(WorkerProcess starter, List<String> command) throws IOException {
        return Double.parseDouble(starter.ask("run", String.join("\t", command)));
    }
}
