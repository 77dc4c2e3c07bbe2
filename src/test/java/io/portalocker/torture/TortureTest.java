package io.portalocker.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.testkit.TortureRun;
import io.portalocker.torture.Torture.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All locks under all that can happen to them, twelve seconds each; {@code mvn -Ptorture verify -Dtorture.minutes=60
 * -Dtorture.seed=7} for as many minutes in all. Two scenarios run side by side, each in a directory of its own.
 */
class TortureTest {

    private static final int SIDE_BY_SIDE = 2;
    private static final Duration ORDINARY = Duration.ofSeconds(12);

    @TempDir
    Path directory;

    /** Of the profile's minutes the soft read-write lock has as many as two of these. */
    private static Duration each(int scenarios) {
        return TortureRun.share(ORDINARY, scenarios == 1 ? 1 : (scenarios + 1) / SIDE_BY_SIDE + 1);
    }

    private static List<Scenario> chosen() {
        String name = TortureRun.scenario();
        return name.isEmpty() ? List.of(Scenario.values()) : List.of(Scenario.valueOf(name));
    }

    @Test
    void nobodyMeetsAnybodyOrWaitsForEver() throws Exception {
        Path programs = Compiled.into(directory);
        List<String> bad = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (Scenario scenario : chosen()) {
                all.add(executor.submit(() -> torture(scenario, programs, each(chosen().size()))));
            }
            for (var each : all) {
                bad.addAll(each.get());
            }
        }
        assertEquals(List.of(), bad);
    }

    private List<String> torture(Scenario scenario, Path programs, Duration duration)
            throws IOException, InterruptedException {
        long seed = TortureRun.seed();
        Path mine = Files.createDirectory(directory.resolve(scenario.name()));
        var chance = new Random(seed);
        try (var torture = new Torture(scenario.workers(), mine, programs, seed, Torture.PATIENCE)) {
            if (scenario.replacesFiles()) {
                torture.disturbedBy(new Replacement(mine, chance));
            }
            if (scenario.hasMarkers()) {
                torture.disturbedBy(new DeadMarkers(mine, chance)).disturbedBy(new EmptyMarkers(mine));
            }
            Figures figures = torture.run(duration);
            System.out.printf(
                    "torture: %s, seed %d, %d s: %s %s%n",
                    scenario, seed, duration.toSeconds(), figures.sections(), figures.chaos());
            if (figures.bad().isEmpty()) {
                return List.of();
            }
            String again = "again: mvn -Ptorture verify -Dtorture.minutes=" + (duration.toMinutes() + 1)
                    + " -Dtorture.seed=" + seed + " -Dtorture.scenario=" + scenario;
            System.out.println(String.join("\n", figures.bad()) + "\n" + again);
            return List.of(scenario + ": "
                    + String.join("; ", figures.bad().stream().limit(3).toList()) + "; " + again);
        }
    }
}
