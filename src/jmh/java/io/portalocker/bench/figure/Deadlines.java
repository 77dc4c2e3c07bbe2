package io.portalocker.bench.figure;

import io.portalocker.bench.Figure;
import io.portalocker.bench.Samples;
import io.portalocker.bench.Setting;
import io.portalocker.bench.Team;
import io.portalocker.bench.Unit;
import io.portalocker.bench.plot.CdfChart;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How late a wait for a lock that stays held ends after its deadline. */
public final class Deadlines {

    private static final long TIMEOUT = TimeUnit.MILLISECONDS.toNanos(60);
    private static final int WAITS_A_TURN = 3;
    private static final String EMPTY = "empty";
    private static final String NAMING = "naming the holder";

    private Deadlines() {}

    public static void run(Setting setting) throws IOException, InterruptedException {
        List<Team> teams =
                List.of(setting.ours, setting.events, setting.polling, setting.portalocker, setting.filelock);
        for (Team team : teams) {
            team.worker(0).expect("held", "hold", setting.file(team, "deadline"));
            wait(setting, team, "deadline");
        }
        wait(setting, setting.ours, "empty");
        wait(setting, setting.ours, "naming");
        Samples samples = new Samples();
        setting.rounds(2, 45, () -> {
            for (Team team : teams) {
                for (int i = 0; i < WAITS_A_TURN; i++) {
                    samples.add(team, wait(setting, team, "deadline"));
                }
            }
            for (int i = 0; i < WAITS_A_TURN; i++) {
                samples.add(EMPTY, wait(setting, setting.ours, "empty"));
                samples.add(NAMING, wait(setting, setting.ours, "naming"));
            }
        });
        for (Team team : teams) {
            team.worker(0).expect("released", "release");
        }
        setting.report.raw("deadline", samples);
        figure(setting, "late after a 60 ms deadline, p50", samples, 50, 1);
        figure(setting, "late after a 60 ms deadline, max", samples, 100, 15);
        setting.report.plot("deadline", new CdfChart("Lateness after a deadline of 60 ms", samples).svg());
    }

    private static double wait(Setting setting, Team team, String command) throws IOException {
        return Double.parseDouble(team.worker(1).ask(command, setting.file(team, "deadline"), TIMEOUT));
    }

    private static void figure(Setting setting, String metric, Samples samples, double percent, long millis) {
        double ours = samples.percentile("ours", percent);
        Figure figure = new Figure(metric, Unit.NANOS)
                .ours(ours)
                .target("≤ " + millis + " ms", ours <= TimeUnit.MILLISECONDS.toNanos(millis))
                .n(samples.count("ours"));
        for (String contestant : samples.contestants()) {
            if (!contestant.equals("ours")) {
                figure.peer(contestant, samples.percentile(contestant, percent));
            }
        }
        setting.report.add(figure);
    }
}
