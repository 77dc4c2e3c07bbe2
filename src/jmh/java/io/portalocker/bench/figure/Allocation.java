package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Unit;
import io.portalocker.bench.jmh.UncontendedBenchmark;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH says of a free lock: the time of one operation on average, and the bytes it leaves to the collector. */
public final class Allocation {

    private static final long TARGET = 200;

    private Allocation() {}

    public static void run(Setting setting) throws RunnerException {
        TimeValue turn = TimeValue.milliseconds(setting.quick() ? 400 : 1_000);
        int turns = setting.quick() ? 2 : 5;
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(UncontendedBenchmark.class.getName() + (setting.quick() ? ".(acquire|kept)" : ""))
                        .param("directory", setting.directory().toString())
                        .addProfiler(GCProfiler.class)
                        .warmupTime(turn)
                        .warmupIterations(turns)
                        .measurementTime(turn)
                        .measurementIterations(turns)
                        .shouldFailOnError(true)
                        .output("target/bench/jmh.log")
                        .build())
                .run();
        Map<String, Double> times = new TreeMap<>();
        Map<String, Double> bytes = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            times.put(name, result.getPrimaryResult().getScore());
            result.getSecondaryResults().forEach((label, value) -> {
                if (label.endsWith("gc.alloc.rate.norm")) {
                    bytes.put(name, value.getScore());
                }
            });
        }
        // The profiler counts a few bytes of its own, shared out over all operations.
        double allocated = Math.floor(bytes.get("acquireRelease"));
        setting.report.add(figure("allocation of acquire+release (JMH)", Unit.BYTES, bytes)
                .target("≤ 200 B", allocated <= TARGET)
                .n(turns));
        setting.report.add(
                figure("acquire+release, mean (JMH)", Unit.NANOS, times).n(turns));
    }

    private static Figure figure(String metric, Unit unit, Map<String, Double> values) {
        Figure figure = new Figure(metric, unit).ours(values.get("acquireRelease"));
        values.forEach((name, value) -> {
            if (!name.equals("acquireRelease")) {
                figure.peer(name, value);
            }
        });
        return figure;
    }
}
