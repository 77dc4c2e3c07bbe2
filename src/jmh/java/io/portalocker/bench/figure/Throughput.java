package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.WorkerProcess;
import io.portalocker.bench.plot.BarChart;
import io.portalocker.bench.worker.Page;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Four processes that lock, work and unlock without a pause. */
public final class Throughput {

    private static final int PROCESSES = 4;
    private static final long SECTION = TimeUnit.MICROSECONDS.toNanos(50);
    private static final double TARGET = 0.85;
    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(20);

    private Throughput() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        List<Team> teams = List.of(setting.c, setting.ours, setting.nio, setting.portalocker, setting.filelock);
        Samples working = new Samples();
        Samples empty = new Samples();
        for (Team team : teams) {
            team.workers(PROCESSES);
        }
        for (Team jvm : List.of(setting.ours, setting.nio)) {
            // Until the JVMs have compiled what they do here, processes hand the lock over that C would take again.
            perSecond(setting, jvm, SECTION, setting.quick() ? WARM_UP / 2 : WARM_UP);
            perSecond(setting, jvm, 0, setting.quick() ? WARM_UP / 4 : WARM_UP);
        }
        long nanos = TimeUnit.MILLISECONDS.toNanos(setting.quick() ? 200 : 1_000);
        setting.rounds(2, 65, () -> {
            for (Team team : teams) {
                working.add(team, perSecond(setting, team, SECTION, nanos));
                empty.add(team, perSecond(setting, team, 0, nanos));
            }
        });
        setting.report.raw("throughput-50us", working);
        setting.report.raw("throughput-empty", empty);
        double ratio = working.ratio("ours", "C");
        setting.report.add(figure(setting, "throughput, 4 processes, 50 µs section", working)
                .target("≥ " + TARGET + " ×", ratio >= TARGET));
        setting.report.add(figure(setting, "throughput, 4 processes, empty section", empty));
        BarChart chart = new BarChart("Four processes on one lock, locks a second", Unit.PER_SECOND, true);
        chart.group("50 µs section", working, Samples::median);
        chart.group("empty section", empty, Samples::median);
        setting.report.plot("throughput", chart.svg());
    }

    private static Figure figure(Setting setting, String metric, Samples samples) {
        return new Figure(metric, Unit.PER_SECOND)
                .ours(samples.median("ours"))
                .floor("C", samples.median("C"))
                .ratio(samples.ratio("ours", "C"))
                .peers(samples, setting.nio, setting.portalocker, setting.filelock)
                .n(samples.count("ours"));
    }

    private static double perSecond(Setting setting, Team team, long section, long nanos) throws IOException {
        setting.page().set(Page.COUNTER, 0);
        long start = System.nanoTime() + LEAD;
        List<WorkerProcess> workers = team.workers(PROCESSES);
        for (WorkerProcess worker : workers) {
            worker.tell("throughput", setting.file(team, "throughput"), start, nanos, section);
        }
        long sum = 0;
        for (WorkerProcess worker : workers) {
            sum += Long.parseLong(worker.answer());
        }
        long counted = setting.page().get(Page.COUNTER);
        if (counted != sum) {
            throw new IOException(team + " held the lock twice at once: " + sum + " sections, " + counted + " counted");
        }
        return (double) sum * TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
