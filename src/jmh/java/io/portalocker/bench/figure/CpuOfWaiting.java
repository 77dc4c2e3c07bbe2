package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.WorkerProcess;
import io.portalocker.bench.plot.BarChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processor time of a process that waits for five seconds; all wait at the same time. */
public final class CpuOfWaiting {

    private static final int SECONDS = 5;
    private static final String IDLE = "idle JVM";

    /** Until what is done once at the start of a wait is over; who polls is compiled meanwhile. */
    private static final long SETTLING_MILLIS = 1_500;

    private CpuOfWaiting() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        List<Team> teams = List.of(
                setting.c,
                setting.ours,
                setting.events,
                setting.polling,
                setting.nio,
                setting.portalocker,
                setting.filelock);
        Map<String, WorkerProcess> waiters = new LinkedHashMap<>();
        waiters.put(IDLE, setting.ours.worker(2));
        for (Team team : teams) {
            waiters.put(team.name(), team.worker(1));
            Path file = setting.file(team, "cpu");
            team.worker(0).expect("held", "hold", file);
            team.worker(1).expect("waiting", "wait", file, 0);
        }
        Samples samples = new Samples();
        WorkerProcess clock = setting.c.worker(2);
        TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
        setting.rounds(SECONDS, 4 * SECONDS, () -> {
            Map<String, Double> before = new LinkedHashMap<>();
            for (Map.Entry<String, WorkerProcess> waiter : waiters.entrySet()) {
                before.put(waiter.getKey(), cpu(clock, waiter.getValue()));
            }
            TimeUnit.SECONDS.sleep(SECONDS);
            for (Map.Entry<String, WorkerProcess> waiter : waiters.entrySet()) {
                samples.add(waiter.getKey(), cpu(clock, waiter.getValue()) - before.get(waiter.getKey()));
            }
        });
        for (Team team : teams) {
            team.worker(0).expect("released", "release");
            team.worker(1).answer();
        }
        report(setting, samples);
    }

    private static void report(Setting setting, Samples samples) {
        setting.report.raw("cpu", samples);
        double more = samples.median("ours") - samples.median(IDLE);
        setting.report.add(new Figure("CPU of a waiter in 5 s", Unit.NANOS)
                .ours(samples.median("ours"))
                .floor(IDLE, samples.median(IDLE))
                .target("≤ 10 ms more", more <= TimeUnit.MILLISECONDS.toNanos(10))
                .peers(samples, setting.c, setting.events, setting.nio, setting.portalocker, setting.filelock)
                .n(samples.count("ours")));
        double polling = samples.median("polling");
        setting.report.add(new Figure("CPU of a waiter in 5 s, polling", Unit.NANOS)
                .ours(polling)
                .floor(IDLE, samples.median(IDLE))
                .target("≤ 1 %", polling <= TimeUnit.SECONDS.toNanos(SECONDS) / 100.0)
                .n(samples.count("polling")));
        BarChart chart = new BarChart("CPU of a waiter in 5 s", Unit.NANOS, false);
        chart.group("", samples, Samples::median);
        setting.report.plot("cpu", chart.svg());
    }

    private static double cpu(WorkerProcess clock, WorkerProcess worker) throws IOException {
        return Double.parseDouble(clock.ask("cpu", worker.pid()));
    }
}
