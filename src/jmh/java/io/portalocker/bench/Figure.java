package io.portalocker.bench;

import java.util.ArrayList;
import java.util.List;

/** One figure of the report: a metric, and what everybody reached. */
public final class Figure {

    private static final String NONE = "–";

    private final String metric;
    private final Unit unit;
    private final List<String> peers = new ArrayList<>();
    private String ours = NONE;
    private String floor = NONE;
    private String ratio = NONE;
    private String target = NONE;
    private String reached = NONE;
    private String n = NONE;

    public Figure(String metric, Unit unit) {
        this.metric = metric;
        this.unit = unit;
    }

    public Figure ours(double value) {
        ours = unit.format(value);
        return this;
    }

    public Figure floor(String name, double value) {
        floor = name + " " + unit.format(value);
        return this;
    }

    public Figure ratio(double value) {
        ratio = Unit.digits(value) + " ×";
        return this;
    }

    public Figure peer(String name, double value) {
        if (!Double.isNaN(value)) {
            peers.add(name + " " + unit.format(value));
        }
        return this;
    }

    /** The medians of some contestants, those without any left out. */
    public Figure peers(Samples samples, Team... contestants) {
        for (Team contestant : contestants) {
            peer(contestant.name(), samples.median(contestant.name()));
        }
        return this;
    }

    public Figure target(String text, boolean isReached) {
        target = text;
        reached = isReached ? "yes" : "no";
        return this;
    }

    public Figure n(Object count) {
        n = count.toString();
        return this;
    }

    String line() {
        return String.format(
                "%-44s ours %-12s floor %-24s ratio %-8s target %-12s %-4s peers %s; n %s",
                metric, ours, floor, ratio, target, reached, peers(), n);
    }

    /** Its row in the table of the documentation. */
    String row() {
        return "| " + String.join(" | ", metric, ours, floor, ratio, target, reached, peers(), n) + " |";
    }

    static String heading() {
        return """
            | metric | ours | floor | ratio | to reach | reached | peers | n |
            |---|---|---|---|---|---|---|---|\
            """;
    }

    private String peers() {
        return peers.isEmpty() ? NONE : String.join(", ", peers);
    }
}
