package io.portalocker.faults;

import io.portalocker.internal.sys.linux.Faults.Fault;
import io.portalocker.internal.sys.linux.Faults.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which calls of an operation go wrong, and in which ways. */
final class Plan {

    /** How many of the first calls of each name go wrong in every way, if nothing else is asked for. */
    static final int ORDINARY = 3;

    /** Each of these cases takes several changes of a log, which all wait for the disk. */
    private static final int EVERY = 3;

    private final int occurrences;

    /** How many places there were. */
    private int places;

    /** Which of its ways is the next call's turn. */
    private int turn;

    private int most;
    private String where = "";

    Plan(int occurrences) {
        this.occurrences = occurrences;
    }

    /**
     * Of an operation with hundreds of calls, which are made from some dozen places, the first from every third place goes
     * wrong in one way, which is another each time; in a long run every call in every way, as of all others.
     */
    List<Fault> faults(String operation, Session counted, boolean byPlace) {
        counted.counts().forEach((call, count) -> note(operation, call, count));
        List<Fault> faults = new ArrayList<>();
        if (byPlace && occurrences <= ORDINARY) {
            for (Map.Entry<String, List<Integer>> call : counted.firsts().entrySet()) {
                for (int first : call.getValue()) {
                    if (places++ % EVERY == 0) {
                        faults.add(inTurn(call.getKey(), first));
                    }
                }
            }
            return faults;
        }
        for (Map.Entry<String, Integer> call : counted.counts().entrySet()) {
            for (int i = 1; i <= Math.min(occurrences, call.getValue()); i++) {
                faults.addAll(ManPages.faults(call.getKey(), i));
            }
        }
        return faults;
    }

    private Fault inTurn(String call, int occurrence) {
        List<Fault> all = ManPages.faults(call, occurrence);
        return all.get(turn++ % all.size());
    }

    private void note(String operation, String call, int count) {
        if (count > most) {
            most = count;
            where = call + " in " + operation;
        }
    }

    /** {@return the bound, and the call that was made most often} */
    @Override
    public String toString() {
        return "occurrences " + occurrences + ", at most there are " + most + " of " + where;
    }
}
