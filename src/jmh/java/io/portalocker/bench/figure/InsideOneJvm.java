package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.plot.BarChart;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Many threads of one JVM on one lock: speed, the share of the least served, and what others feel. */
public final class InsideOneJvm {

    private static final int PLATFORM_THREADS = 8;
    private static final int VIRTUAL_THREADS = 1_000;
    private static final double VIRTUAL_TARGET = 300_000;

    private static final String PLATFORM = "ours with 8 platform threads";
    private static final String GUARDED = "guarded by ReentrantLock";
    private static final String GUARDED_CHANNEL = "FileChannel guarded by ReentrantLock";
    private static final String VIRTUAL = "ours with 1000 virtual threads";
    private static final String VIRTUAL_GUARDED = "guarded, with 1000 virtual threads";

    private Samples rates = new Samples();
    private Samples shares = new Samples();
    private Samples waits = new Samples();
    private final Setting setting;

    private InsideOneJvm(Setting setting) {
        this.setting = setting;
    }

    public static void run(Setting setting) throws IOException, InterruptedException {
        new InsideOneJvm(setting).run();
    }

    private void run() throws IOException, InterruptedException {
        measure(PLATFORM, setting.ours, "threads", PLATFORM_THREADS);
        measure(VIRTUAL, setting.ours, "virtual", VIRTUAL_THREADS);
        rates = new Samples();
        shares = new Samples();
        waits = new Samples();
        setting.rounds(1, 30, this::round);
        setting.report.raw("inside-rate", rates);
        setting.report.raw("inside-least-share", shares);
        setting.report.raw("inside-bystander", waits);
        platform();
        virtual();
        BarChart chart = new BarChart("Threads of one JVM on one lock, locks a second", Unit.PER_SECOND, false);
        chart.group("", rates, Samples::median);
        setting.report.plot("inside", chart.svg());
    }

    private void round() throws IOException {
        measure(PLATFORM, setting.ours, "threads", PLATFORM_THREADS);
        measure(GUARDED, setting.ours, "guarded", PLATFORM_THREADS);
        measure(GUARDED_CHANNEL, setting.nio, "guarded", PLATFORM_THREADS);
        measure(VIRTUAL, setting.ours, "virtual", VIRTUAL_THREADS);
        measure(VIRTUAL_GUARDED, setting.ours, "virtual-guarded", VIRTUAL_THREADS);
    }

    private void measure(String name, Team team, String command, int threads) throws IOException {
        // A queue of a thousand has to go round several times, or shares are a matter of chance.
        long full = threads == VIRTUAL_THREADS ? 2_000 : 1_000;
        long nanos = TimeUnit.MILLISECONDS.toNanos(setting.quick() ? full / 2 : full);
        String[] answer = team.worker(0)
                .ask(command, setting.file(team, "inside"), threads, nanos)
                .split(" ");
        rates.add(name, Double.parseDouble(answer[0]));
        shares.add(name, Double.parseDouble(answer[1]));
        waits.add(name, Double.parseDouble(answer[2]));
    }

    private void platform() {
        double ratio = rates.ratio(PLATFORM, GUARDED);
        setting.report.add(new Figure("8 platform threads, one lock", Unit.PER_SECOND)
                .ours(rates.median(PLATFORM))
                .floor("ReentrantLock", rates.median(GUARDED))
                .ratio(ratio)
                .target("≥ 0.8 ×", ratio >= 0.8)
                .peer(GUARDED_CHANNEL, rates.median(GUARDED_CHANNEL))
                .n(rates.count(PLATFORM)));
        setting.report.add(least("8 platform threads, least served to mean", PLATFORM, 50)
                .floor("ReentrantLock", shares.median(GUARDED)));
    }

    private void virtual() {
        double rate = rates.median(VIRTUAL);
        setting.report.add(new Figure("1,000 virtual threads, one lock", Unit.PER_SECOND)
                .ours(rate)
                .floor("ReentrantLock", rates.median(VIRTUAL_GUARDED))
                .ratio(rates.ratio(VIRTUAL, VIRTUAL_GUARDED))
                .target("≥ 300,000/s", rate >= VIRTUAL_TARGET)
                .n(rates.count(VIRTUAL)));
        setting.report.add(least("1,000 virtual threads, least served to mean", VIRTUAL, 25)
                .floor("ReentrantLock", shares.median(VIRTUAL_GUARDED)));
        double longest = waits.max(VIRTUAL);
        setting.report.add(new Figure("longest delay of an unrelated virtual thread", Unit.NANOS)
                .ours(longest)
                .target("≤ 50 ms", longest <= TimeUnit.MILLISECONDS.toNanos(50))
                .n(waits.count(VIRTUAL)));
    }

    private Figure least(String metric, String name, double target) {
        double least = shares.median(name);
        return new Figure(metric, Unit.PERCENT)
                .ours(least)
                .target("≥ " + (int) target + " %", least >= target)
                .n(shares.count(name));
    }
}
