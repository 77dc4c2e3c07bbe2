package io.portalocker.bench;

import io.portalocker.bench.figure.Allocation;
import io.portalocker.bench.figure.CpuOfWaiting;
import io.portalocker.bench.figure.Deadlines;
import io.portalocker.bench.figure.FirstLocks;
import io.portalocker.bench.figure.HandOff;
import io.portalocker.bench.figure.InsideOneJvm;
import io.portalocker.bench.figure.RedisLocks;
import io.portalocker.bench.figure.Semaphores;
import io.portalocker.bench.figure.Throughput;
import io.portalocker.bench.figure.Uncontended;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the experiments one after the other. */
public final class Bench {

    /** On a machine that is busy or slow a quick run leaves out what would not end within its minute. */
    private static final long LAST_START = TimeUnit.SECONDS.toNanos(52);

    private Bench() {}

    /** One experiment, which adds its figures to the report. */
    interface Experiment {
        void run(Setting setting) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage());
            System.exit(2);
            return;
        }
        Report report = new Report(Machine.describe(Path.of("target")));
        try (Setting setting = new Setting(options.quick(), report)) {
            for (Map.Entry<String, Experiment> experiment : experiments().entrySet()) {
                if (!options.only().matcher(experiment.getKey()).find()) {
                    continue;
                }
                if (options.quick() && System.nanoTime() - start > LAST_START) {
                    System.out.println(experiment.getKey() + ": left out, a minute is nearly over");
                } else {
                    experiment.getValue().run(setting);
                }
            }
        }
        report.write(options.publish());
    }

    private static Map<String, Experiment> experiments() {
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        experiments.put("uncontended", Uncontended::run);
        experiments.put("allocation", Allocation::run);
        experiments.put("inside", InsideOneJvm::run);
        experiments.put("hand-off", HandOff::run);
        experiments.put("throughput", Throughput::run);
        experiments.put("deadline", Deadlines::run);
        experiments.put("cpu", CpuOfWaiting::run);
        experiments.put("start", FirstLocks::run);
        experiments.put("semaphore", Semaphores::run);
        experiments.put("redis", RedisLocks::run);
        return experiments;
    }
}
