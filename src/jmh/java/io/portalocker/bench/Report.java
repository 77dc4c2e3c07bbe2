package io.portalocker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Collects figures, raw values and plots; prints the former as they come, and writes all of them at the end. */
public final class Report {

    private static final Path RESULTS = Path.of("target/bench/results");
    private static final Path PUBLISHED = Path.of("docs/performance");
    private static final Path DOCUMENT = Path.of("docs/performance.md");
    private static final String BEGIN = "<!-- bench/run --publish writes from here -->";
    private static final String END = "<!-- to here -->";

    private final String machine;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> values = new ArrayList<>(List.of("experiment,contestant,round,value"));
    private final List<String> summaries =
            new ArrayList<>(List.of("experiment,contestant,rounds,n,min,p50,p90,p99,max"));
    private final Map<String, String> plots = new LinkedHashMap<>();

    Report(String machine) {
        this.machine = machine;
        System.out.println(machine);
    }

    public void add(Figure figure) {
        figures.add(figure);
        System.out.println(figure.line());
    }

    /** Keeps what a figure was made of. */
    public void raw(String experiment, Samples samples) {
        for (String contestant : samples.contestants()) {
            List<double[]> rounds = samples.rounds(contestant);
            summaries.add(summary(experiment, samples, contestant));
            for (int round = 0; round < rounds.size(); round++) {
                for (double value : rounds.get(round)) {
                    values.add("%s,%s,%d,%s".formatted(experiment, contestant, round, plain(value)));
                }
            }
        }
    }

    private static String summary(String experiment, Samples samples, String contestant) {
        return "%s,%s,%d,%d,%s"
                .formatted(
                        experiment,
                        contestant,
                        samples.rounds(contestant).size(),
                        samples.count(contestant),
                        DoubleStream.of(0, 50, 90, 99, 100)
                                .mapToObj(percent -> plain(samples.percentile(contestant, percent)))
                                .collect(Collectors.joining(",")));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    public void plot(String name, String svg) {
        plots.put(name, svg);
    }

    void write(boolean publish) throws IOException {
        writeTo(RESULTS);
        Files.write(RESULTS.resolve("values.csv"), values);
        if (publish) {
            writeTo(PUBLISHED);
            String document = Files.readString(DOCUMENT);
            int begin = document.indexOf(BEGIN) + BEGIN.length();
            int end = document.indexOf(END);
            Files.writeString(DOCUMENT, document.substring(0, begin) + "\n" + table() + document.substring(end));
        }
    }

    private void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("results.csv"), summaries);
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(directory.resolve(plot.getKey() + ".svg"), plot.getValue());
        }
    }

    private String table() {
        StringBuilder table = new StringBuilder("\nMeasured on: " + machine + ".\n\n" + Figure.heading() + "\n");
        figures.forEach(figure -> table.append(figure.row()).append("\n"));
        return table.append("\n").toString();
    }
}
