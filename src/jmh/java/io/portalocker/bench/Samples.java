package io.portalocker.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What each contestant did in each round. */
public final class Samples {

    private final Map<String, List<double[]>> rounds = new LinkedHashMap<>();

    /** Adds one contestant's round. */
    public void add(String contestant, double... values) {
        rounds.computeIfAbsent(contestant, key -> new ArrayList<>()).add(values);
    }

    public void add(Team contestant, double... values) {
        add(contestant.name(), values);
    }

    public Set<String> contestants() {
        return rounds.keySet();
    }

    public List<double[]> rounds(String contestant) {
        return rounds.getOrDefault(contestant, List.of());
    }

    /** All values of a contestant, in ascending order. */
    public double[] sorted(String contestant) {
        return rounds(contestant).stream()
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
    }

    public int count(String contestant) {
        return sorted(contestant).length;
    }

    /** The value below which so many of a hundred lie. */
    public double percentile(String contestant, double percent) {
        return percentile(sorted(contestant), percent);
    }

    public double median(String contestant) {
        return percentile(contestant, 50);
    }

    public double max(String contestant) {
        return percentile(contestant, 100);
    }

    /**
     * How two contestants compare: the median over the rounds of the quotient within a round, so that what the machine did
     * meanwhile falls on both.
     */
    public double ratio(String contestant, String floor) {
        List<double[]> ours = rounds(contestant);
        List<double[]> theirs = rounds(floor);
        double[] quotients = IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToDouble(i -> median(ours.get(i)) / median(theirs.get(i)))
                .sorted()
                .toArray();
        return percentile(quotients, 50);
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return percentile(sorted, 50);
    }

    private static double percentile(double[] sorted, double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        if (percent == 50 && sorted.length % 2 == 0) {
            return (sorted[rank - 1] + sorted[rank]) / 2;
        }
        return sorted[Math.max(0, rank - 1)];
    }
}
