package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.WorkerProcess;
import io.portalocker.bench.plot.CdfChart;
import io.portalocker.bench.worker.Page;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** Sixteen processes that share four slots: from the release of a slot to the moment when who waited for one has it. */
public final class Semaphores {

    private static final int PROCESSES = 16;
    private static final int SLOTS = 4;

    /** Sixteen young JVMs wait for their compilers on few processors, and not for slots. */
    private static final int WARM_UP_TURNS = 6;

    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(20);

    private Semaphores() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        List<Team> teams = List.of(setting.ours, setting.portalocker);
        for (Team team : teams) {
            team.workers(PROCESSES);
        }
        for (int i = 0; i < (setting.quick() ? 2 : WARM_UP_TURNS); i++) {
            turn(setting, setting.ours);
        }
        Samples samples = new Samples();
        setting.rounds(1, 30, () -> {
            for (Team team : teams) {
                samples.add(team, turn(setting, team));
            }
        });
        setting.report.raw("semaphore", samples);
        double ours = samples.median("ours");
        setting.report.add(new Figure("semaphore of 4, 16 processes, hand-off p50", Unit.NANOS)
                .ours(ours)
                .target("≤ 1 ms", ours <= TimeUnit.MILLISECONDS.toNanos(1))
                .peers(samples, setting.portalocker)
                .n(samples.count("ours")));
        String title = "Hand-off of a semaphore's slots, 16 processes, 4 slots";
        setting.report.plot("semaphore", new CdfChart(title, samples).svg());
    }

    private static double[] turn(Setting setting, Team team) throws IOException {
        for (int slot = 0; slot < SLOTS; slot++) {
            setting.page().set(Page.SLOTS + slot, 0);
        }
        long start = System.nanoTime() + LEAD;
        List<WorkerProcess> workers = team.workers(PROCESSES);
        for (WorkerProcess worker : workers) {
            worker.tell("semaphore", setting.directory(), team.name(), SLOTS, start, TimeUnit.SECONDS.toNanos(1));
        }
        double[] latencies = {};
        for (WorkerProcess worker : workers) {
            double[] more = Arrays.stream(worker.answer().split(" "))
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            latencies = DoubleStream.concat(Arrays.stream(latencies), Arrays.stream(more))
                    .toArray();
        }
        return latencies;
    }
}
