package io.portalocker.bench.plot;

import io.portalocker.bench.Samples;
import io.portalocker.bench.Unit;
import java.util.Locale;

/** How many of a hundred took no longer than so long: one line for each contestant, over a logarithmic axis of time. */
public final class CdfChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 56;
    private static final int RIGHT = 230;
    private static final int TOP = 48;
    private static final int BOTTOM = 44;

    private final String title;
    private final Samples samples;
    private final int firstDecade;
    private final int lastDecade;

    /** Values are nanoseconds; those below a microsecond are drawn there. */
    public CdfChart(String title, Samples samples) {
        this.title = title;
        this.samples = samples;
        double least = samples.contestants().stream()
                .mapToDouble(contestant -> samples.percentile(contestant, 0))
                .min()
                .orElse(1);
        double most =
                samples.contestants().stream().mapToDouble(samples::max).max().orElse(1);
        firstDecade = (int) Math.floor(Math.log10(Math.max(1e3, least)));
        lastDecade = Math.max(firstDecade + 1, (int) Math.ceil(Math.log10(most)));
    }

    /** {@return the chart} */
    public String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        grid(svg);
        int legend = 0;
        for (String contestant : samples.contestants()) {
            String colour = Svg.colour(contestant);
            svg.polyline(points(samples.sorted(contestant)), colour);
            double y = TOP + 12 + 22 * legend;
            svg.rectangle(WIDTH - RIGHT + 14, y - 9, 14, 4, colour);
            String label = contestant + "  " + Unit.NANOS.format(samples.median(contestant));
            svg.text(WIDTH - RIGHT + 34, y - 3, label, "start", Svg.INK, 12, false);
            legend++;
        }
        return svg.toString();
    }

    private void grid(Svg svg) {
        for (int percent = 0; percent <= 100; percent += 25) {
            svg.line(LEFT, y(percent), WIDTH - RIGHT, y(percent), Svg.GRID);
            svg.text(LEFT - 8, y(percent) + 4, percent + " %", "end", Svg.FAINT, 11, false);
        }
        for (int decade = firstDecade; decade <= lastDecade; decade++) {
            double value = Math.pow(10, decade);
            svg.line(x(value), TOP, x(value), HEIGHT - BOTTOM, Svg.GRID);
            svg.text(x(value), HEIGHT - BOTTOM + 18, decadeLabel(decade), "middle", Svg.FAINT, 11, false);
        }
        svg.text(WIDTH - RIGHT + 34, TOP - 8, "median", "start", Svg.FAINT, 11, false);
    }

    private static String decadeLabel(int decade) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = Math.min(decade / 3, units.length - 1);
        return (int) Math.pow(10, decade - 3 * unit) + " " + units[unit];
    }

    private CharSequence points(double[] sorted) {
        StringBuilder points = new StringBuilder();
        // More points than the line has pixels would only make the file large.
        int step = Math.max(1, sorted.length / 300);
        point(points, sorted[0], 0);
        for (int i = 0; i < sorted.length; i += step) {
            point(points, sorted[i], 100.0 * (i + 1) / sorted.length);
        }
        point(points, sorted[sorted.length - 1], 100);
        return points;
    }

    private void point(StringBuilder points, double value, double percent) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(value), y(percent)));
    }

    private double x(double value) {
        double decades = Math.log10(Math.max(value, Math.pow(10, firstDecade))) - firstDecade;
        return LEFT + (WIDTH - LEFT - RIGHT) * decades / (lastDecade - firstDecade);
    }

    private static double y(double percent) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * percent / 100;
    }
}
