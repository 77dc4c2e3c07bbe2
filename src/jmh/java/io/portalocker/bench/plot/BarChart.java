package io.portalocker.bench.plot;

import io.portalocker.bench.Samples;
import io.portalocker.bench.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** Horizontal bars in groups. */
public final class BarChart {

    private static final int WIDTH = 720;
    private static final int LEFT = 250;
    private static final int RIGHT = 100;
    private static final int TOP = 44;
    private static final int ROW = 24;

    private final String title;
    private final Unit unit;
    private final boolean logarithmic;
    private final List<Row> rows = new ArrayList<>();

    /** A bar; or the heading of a group, which has no value. */
    private record Row(String label, double value) {
        boolean isHeading() {
            return Double.isNaN(value);
        }
    }

    /** With a logarithmic axis the bars begin a little below the smallest value. */
    public BarChart(String title, Unit unit, boolean logarithmic) {
        this.title = logarithmic ? title + " (logarithmic)" : title;
        this.unit = unit;
        this.logarithmic = logarithmic;
    }

    /** Adds a bar for each contestant. */
    public void group(String heading, Samples samples, ToDoubleBiFunction<Samples, String> value) {
        if (!heading.isEmpty()) {
            rows.add(new Row(heading, Double.NaN));
        }
        for (String contestant : samples.contestants()) {
            rows.add(new Row(contestant, value.applyAsDouble(samples, contestant)));
        }
    }

    /** {@return the chart} */
    public String svg() {
        Svg svg = new Svg(WIDTH, TOP + ROW * rows.size() + 16, title);
        double least = bound(false);
        double most = bound(true);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = TOP + ROW * i;
            if (row.isHeading()) {
                svg.text(16, y + 17, row.label(), "start", Svg.FAINT, 12, true);
            } else {
                double length = Math.max(2, (WIDTH - LEFT - RIGHT) * share(row.value(), least, most));
                svg.text(LEFT - 8, y + 16, row.label(), "end", Svg.INK, 12, false);
                svg.rectangle(LEFT, y + 3, length, ROW - 6, Svg.colour(row.label()));
                svg.text(LEFT + length + 6, y + 16, unit.format(row.value()), "start", Svg.INK, 12, false);
            }
        }
        return svg.toString();
    }

    private double bound(boolean upper) {
        var values = rows.stream().filter(row -> !row.isHeading()).mapToDouble(row -> Math.max(1, row.value()));
        return upper ? values.max().orElse(1) : values.min().orElse(1) / 2;
    }

    private double share(double value, double least, double most) {
        return logarithmic ? Math.log(Math.max(1, value) / least) / Math.log(most / least) : value / most;
    }
}
