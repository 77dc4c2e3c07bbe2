package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.WorkerProcess;
import io.portalocker.bench.plot.CdfChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * From the moment before one process frees the lock to the moment when another has it. Holder and waiters are of the same
 * kind; of several waiters each keeps the lock for a while and hands it to the next.
 */
public final class HandOff {

    private static final double TARGET_RATIO = 2.5;
    private static final double TARGET_FILELOCK = 100;

    /** How long a contestant's turn lasts at least. One hand-off of a slow one takes longer. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(250);

    /** Until those who poll have settled into their pauses and the others sleep in the kernel. */
    private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(10);

    /** What a JVM does for the five thousandth time the better of its compilers compiles. */
    private static final int WARM_WAITS = 6_000;

    /** While warming up: nothing is measured, but a wait should be one. */
    private static final long WARM_SETTLING = TimeUnit.MILLISECONDS.toNanos(1);

    /** How long each of several waiters keeps the lock. */
    private static final long KEEPING = TimeUnit.MILLISECONDS.toNanos(2);

    private HandOff() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        one(setting);
        eight(setting);
    }

    private static void one(Setting setting) throws IOException, InterruptedException {
        Samples samples = measure(
                setting,
                1,
                List.of(
                        setting.c,
                        setting.ours,
                        setting.events,
                        setting.polling,
                        setting.nio,
                        setting.portalocker,
                        setting.filelock),
                2,
                60);
        figures(setting, "hand-off, 1 waiter", samples);
        setting.report.add(new Figure("hand-off, 1 waiter, p50, close events", Unit.NANOS)
                .ours(samples.median("events"))
                .floor("C", samples.median("C"))
                .ratio(samples.ratio("events", "C"))
                .n(samples.count("events")));
        double polling = samples.median("polling");
        setting.report.add(new Figure("hand-off, 1 waiter, p50, polling", Unit.NANOS)
                .ours(polling)
                .floor("C", samples.median("C"))
                .ratio(samples.ratio("polling", "C"))
                .target("≤ 5 ms", polling <= TimeUnit.MILLISECONDS.toNanos(5))
                .n(samples.count("polling")));
    }

    private static void eight(Setting setting) throws IOException, InterruptedException {
        Samples samples = measure(
                setting,
                8,
                List.of(setting.c, setting.ours, setting.nio, setting.portalocker, setting.filelock),
                2,
                70);
        figures(setting, "hand-off, 8 waiters", samples);
        double p99 = samples.percentile("ours", 99);
        setting.report.add(new Figure("hand-off, 8 waiters, p99", Unit.NANOS)
                .ours(p99)
                .floor("C", samples.percentile("C", 99))
                .target("≤ 5 ms", p99 <= TimeUnit.MILLISECONDS.toNanos(5))
                .peer(setting.nio.name(), samples.percentile(setting.nio.name(), 99))
                .peer(setting.portalocker.name(), samples.percentile(setting.portalocker.name(), 99))
                .peer(setting.filelock.name(), samples.percentile(setting.filelock.name(), 99))
                .n(samples.count("ours")));
    }

    private static Samples measure(Setting setting, int waiters, List<Team> teams, double quick, double full)
            throws IOException, InterruptedException {
        for (Team team : teams) {
            team.workers(waiters + 1);
        }
        List<WorkerProcess> ours = setting.ours.workers(waiters + 1);
        for (WorkerProcess worker : ours) {
            worker.tell("warm-waits", setting.directory().resolve("warm-" + worker.pid()), WARM_WAITS);
        }
        for (WorkerProcess worker : ours) {
            worker.answer();
        }
        for (Team jvm : List.of(setting.ours, setting.nio)) {
            warm(setting, jvm, waiters, setting.quick() ? 200 : 2_000);
        }
        for (Team slow : List.of(setting.events, setting.polling)) {
            if (teams.contains(slow)) {
                warm(setting, slow, waiters, setting.quick() ? 30 : 500);
            }
        }
        Samples samples = new Samples();
        setting.rounds(quick, full, () -> {
            for (Team team : teams) {
                samples.add(team, turn(setting, team, waiters));
            }
        });
        String name = "hand-off-" + waiters;
        setting.report.raw(name, samples);
        String title = "Hand-off between processes, " + waiters + (waiters == 1 ? " waiter" : " waiters");
        setting.report.plot(name, new CdfChart(title, samples).svg());
        return samples;
    }

    private static void figures(Setting setting, String metric, Samples samples) {
        double ours = samples.median("ours");
        double ratio = samples.ratio("ours", "C");
        setting.report.add(new Figure(metric + ", p50", Unit.NANOS)
                .ours(ours)
                .floor("C", samples.median("C"))
                .ratio(ratio)
                .target("≤ " + TARGET_RATIO + " ×", ratio <= TARGET_RATIO)
                .peers(samples, setting.nio, setting.portalocker, setting.filelock)
                .n(samples.count("ours")));
        double faster = samples.ratio("filelock", "ours");
        setting.report.add(new Figure(metric + ", p50, filelock to ours", Unit.NANOS)
                .ours(ours)
                .floor("filelock", samples.median("filelock"))
                .ratio(faster)
                .target("≥ 100 ×", faster >= TARGET_FILELOCK)
                .n(samples.count("filelock")));
    }

    /** What a JVM does for the hundredth time it does compiled, at least by the fast compiler. */
    private static void warm(Setting setting, Team team, int waiters, int times)
            throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            handOff(setting, team, waiters, WARM_SETTLING, 0);
        }
    }

    private static double[] turn(Setting setting, Team team, int waiters) throws IOException, InterruptedException {
        double[] latencies = {};
        // Anything between nothing and 50 ms: a few samples say little.
        long length = team == setting.filelock ? 3 * TURN : TURN;
        for (long start = System.nanoTime(); latencies.length == 0 || System.nanoTime() - start < length; ) {
            long settling = SETTLING + ThreadLocalRandom.current().nextLong(interval(setting, team));
            double[] more = handOff(setting, team, waiters, settling, waiters == 1 ? 0 : KEEPING);
            latencies = Arrays.copyOf(latencies, latencies.length + more.length);
            System.arraycopy(more, 0, latencies, latencies.length - more.length, more.length);
        }
        return latencies;
    }

    private static double[] handOff(Setting setting, Team team, int waiters, long settling, long keeping)
            throws IOException, InterruptedException {
        Path file = setting.file(team, "hand-off");
        List<WorkerProcess> workers = new ArrayList<>(team.workers(waiters + 1));
        WorkerProcess holder = workers.removeFirst();
        holder.expect("held", "hold", file);
        for (WorkerProcess waiter : workers) {
            waiter.expect("waiting", "wait", file, keeping);
        }
        TimeUnit.NANOSECONDS.sleep(settling);
        holder.expect("released", "release");
        double[] latencies = new double[waiters];
        for (int i = 0; i < waiters; i++) {
            latencies[i] = Double.parseDouble(workers.get(i).answer());
        }
        return latencies;
    }

    /** The pause of those who poll: the release must not fall into one part of it. */
    private static long interval(Setting setting, Team team) {
        long millis = team == setting.portalocker ? 250 : team == setting.filelock ? 50 : 8;
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
