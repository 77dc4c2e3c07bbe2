package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.plot.BarChart;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A free lock, taken and freed by one process that has done it often. */
public final class Uncontended {

    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(1);

    private Uncontended() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        Samples opening = measure(setting, "uncontended", 2, 25);
        Samples kept = measure(setting, "kept", 1.5, 15);
        figure(setting, "uncontended open+lock+check+unlock+close, p50", opening, 1.25);
        figure(setting, "uncontended on a file kept open, p50", kept, 1.3);
        BarChart chart = new BarChart("A free lock taken and freed, median", Unit.NANOS, true);
        chart.group("opened each time", opening, Samples::median);
        chart.group("kept open", kept, Samples::median);
        setting.report.plot("uncontended", chart.svg());
    }

    private static Samples measure(Setting setting, String command, double quick, double full)
            throws IOException, InterruptedException {
        List<Team> teams = List.of(setting.c, setting.ours, setting.nio, setting.portalocker, setting.filelock);
        for (Team jvm : List.of(setting.ours, setting.nio)) {
            jvm.worker(0).ask(command, setting.file(jvm, command), setting.quick() ? WARM_UP / 2 : 2 * WARM_UP);
        }
        Samples samples = new Samples();
        setting.rounds(quick, full, () -> {
            for (Team team : teams) {
                String answer = team.worker(0).ask(command, setting.file(team, command), TURN);
                if (!answer.equals("none")) {
                    samples.add(team, Double.parseDouble(answer.split(" ")[0]));
                }
            }
        });
        setting.report.raw(command, samples);
        return samples;
    }

    private static void figure(Setting setting, String metric, Samples samples, double target) {
        double ratio = samples.ratio("ours", "C");
        setting.report.add(new Figure(metric, Unit.NANOS)
                .ours(samples.median("ours"))
                .floor("C", samples.median("C"))
                .ratio(ratio)
                .target("≤ " + target + " ×", ratio <= target)
                .peers(samples, setting.nio, setting.portalocker, setting.filelock)
                .n(samples.count("ours") + " × 0.1 s"));
    }
}
