package io.portalocker.internal.verify;

import io.portalocker.internal.verify.Finding.Verdict;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Asks of one way to lock, between two parties: does it exclude, do waits end, do deadlines hold, how fast is a hand-off. */
final class Exam {

    private static final String EXCLUDES = "does it exclude?";
    private static final String SECTIONS = "is nobody inside with another?";
    private static final String RELEASE = "does a wait end with the release?";
    private static final String DEATH = "does a wait end with the holder's death?";
    private static final String DEADLINE = "does a deadline hold?";
    private static final String HAND_OFF = "how fast is a hand-off?";

    private static final List<String> ALL = List.of(EXCLUDES, SECTIONS, RELEASE, HAND_OFF, DEATH, DEADLINE);

    private static final String FAILED = "failed ";

    private static final int HAND_OFFS = 15;
    private static final long SECTIONS_MILLIS = 250;
    private static final long DEADLINE_MILLIS = 300;

    /** A machine that has much else to do comes late too. */
    private static final long LATENESS_MILLIS = 5_000;

    private static final long WAIT_MILLIS = 20_000;
    private static final long BEGUN_MILLIS = 10;

    private final Way way;
    private final Party here;
    private final Party there;
    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    Exam(Way way, Party here, Party there, String file) {
        this.way = way;
        this.here = here;
        this.there = there;
        this.file = file;
    }

    /** Asks all, unless it does not exclude, which says it all. */
    List<Finding> findings() throws InterruptedException {
        String why = "there is no other process";
        try {
            if (there.isProcess() || SameProcess.canTry(way)) {
                if (!excludes()) {
                    return findings;
                }
                if (there.isProcess()) {
                    sections();
                    release();
                    death();
                    deadline();
                }
            }
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
            String asked = ALL.stream().filter(this::isOpen).findFirst().orElse(EXCLUDES);
            add(asked, e instanceof Refused ? Verdict.REFUSED : Verdict.NO, why);
            reset();
            if (asked.equals(EXCLUDES)) {
                return findings;
            }
            why = "something before it failed";
        }
        for (String question : ALL) {
            if (isOpen(question)) {
                add(question, Verdict.NOT_TRIED, why);
            }
        }
        return findings;
    }

    /** The system refused what was to be done. */
    private static final class Refused extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private void reset() throws InterruptedException {
        for (Party party : List.of(here, there)) {
            try {
                party.reset();
            } catch (IOException e) {
                // It fails at the next command too, and is told of then.
            }
        }
    }

    private boolean isOpen(String question) {
        return findings.stream().noneMatch(finding -> finding.question().equals(question));
    }

    private void add(String question, Verdict verdict, String words) {
        findings.add(new Finding(way.name(), there.name(), question, verdict, words));
    }

    private String take(String how, long millis) {
        return "take " + way.name() + " " + how + " " + file + " " + millis;
    }

    /** Each in its turn is in the way of the other. */
    private boolean excludes() throws IOException, InterruptedException {
        if (!isInTheWay(there, here) || !isInTheWay(here, there)) {
            return false;
        }
        add(EXCLUDES, Verdict.YES, way.isMarker() ? "one alone" : "one alone, or several who share");
        return true;
    }

    private boolean isInTheWay(Party holder, Party other) throws IOException, InterruptedException {
        String first = holder.ask(take("exclusive", 0));
        if (first.startsWith("busy")) {
            add(EXCLUDES, Verdict.NO, "it is not to be had, though nobody has it");
            return false;
        }
        expect(first, "held");
        boolean kept = isKeptOut(other, "exclusive", "while " + holder.name() + " has it");
        if (kept && !way.isMarker()) {
            kept = isKeptOut(other, "shared", "while " + holder.name() + " has it alone");
        }
        expect(holder, "free", "free");
        if (!kept || (!way.isMarker() && !sharing(holder, other))) {
            return false;
        }
        expect(other, take("exclusive", WAIT_MILLIS), "held");
        expect(other, "free", "free");
        return true;
    }

    private boolean sharing(Party holder, Party other) throws IOException, InterruptedException {
        expect(holder, take("shared", 0), "held");
        expect(other, take("shared", 0), "held");
        expect(other, "free", "free");
        boolean kept = isKeptOut(other, "exclusive", "while " + holder.name() + " shares it");
        expect(holder, "free", "free");
        return kept;
    }

    private boolean isKeptOut(Party other, String how, String when) throws IOException, InterruptedException {
        String answer = other.ask(take(how, 0));
        if (answer.startsWith("held")) {
            other.ask("free");
            add(EXCLUDES, Verdict.NO, other.name() + " got it too (" + how + ") " + when);
            return false;
        }
        return expect(answer, "busy");
    }

    private void sections() throws IOException, InterruptedException {
        String command = "sections " + way.name() + " " + file + " inside-" + file + " " + SECTIONS_MILLIS;
        there.say(command);
        long[] mine = numbers(here.ask(command), "sections");
        long[] theirs = numbers(there.hear(), "sections");
        long overlaps = mine[0] + theirs[0] > 0 ? mine[1] + theirs[1] : 0;
        add(
                SECTIONS,
                overlaps == 0 ? Verdict.YES : Verdict.NO,
                mine[0] + " and " + theirs[0] + " stays inside, at the same time: " + overlaps);
    }

    private void release() throws IOException, InterruptedException {
        double[] millis = new double[HAND_OFFS];
        for (int i = 0; i < HAND_OFFS; i++) {
            expect(there, take("exclusive", WAIT_MILLIS), "held");
            here.say(take("exclusive", WAIT_MILLIS));
            Thread.sleep(BEGUN_MILLIS);
            long told = System.nanoTime();
            long freed = numbers(there.ask("free"), "free")[0];
            long held = numbers(here.hear(), "held")[0];
            expect(here, "free", "free");
            // Where the clock is not the same, from the word to let go on.
            long start = there.isNear() && freed >= told && freed <= held ? freed : told;
            millis[i] = (held - start) / 1e6;
        }
        Arrays.sort(millis);
        add(RELEASE, Verdict.YES, HAND_OFFS + " of " + HAND_OFFS);
        add(
                HAND_OFF,
                Verdict.YES,
                words(millis[HAND_OFFS / 2]) + " in the middle, " + words(millis[HAND_OFFS - 1]) + " at most");
    }

    private void death() throws IOException, InterruptedException {
        if (!way.endsWithItsHolder()) {
            add(DEATH, Verdict.NOT_TRIED, "only a person may end it");
            return;
        }
        if (way.isMarker() && !there.isNear()) {
            add(
                    DEATH,
                    Verdict.NOT_TRIED,
                    "a marker of another machine is waited for: nobody here knows whether its owner lives");
            return;
        }
        expect(there, take("exclusive", WAIT_MILLIS), "held");
        here.say(take("exclusive", WAIT_MILLIS));
        Thread.sleep(BEGUN_MILLIS);
        long killed = System.nanoTime();
        there.kill();
        String answer = here.hear();
        if (answer.startsWith("held")) {
            here.ask("free");
            add(
                    DEATH,
                    Verdict.YES,
                    words(Math.max(0, numbers(answer, "held")[0] - killed) / 1e6) + " after it was killed");
        } else {
            add(
                    DEATH,
                    Verdict.NO,
                    "it was still locked " + TimeUnit.MILLISECONDS.toSeconds(WAIT_MILLIS) + " s after: " + answer);
        }
    }

    private void deadline() throws IOException, InterruptedException {
        expect(there, take("exclusive", WAIT_MILLIS), "held");
        String answer = here.ask(take("exclusive", DEADLINE_MILLIS));
        expect(there, "free", "free");
        long millis = TimeUnit.NANOSECONDS.toMillis(numbers(answer, "busy")[0]);
        boolean holds = millis >= DEADLINE_MILLIS && millis <= DEADLINE_MILLIS + LATENESS_MILLIS;
        add(DEADLINE, holds ? Verdict.YES : Verdict.NO, "gave up after " + millis + " of " + DEADLINE_MILLIS + " ms");
    }

    private static String words(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    private static void expect(Party party, String command, String expected) throws IOException, InterruptedException {
        expect(party.ask(command), expected);
    }

    private static boolean expect(String answer, String expected) throws IOException {
        if (answer.startsWith(FAILED)) {
            throw new Refused(answer.substring(FAILED.length()));
        }
        if (!answer.startsWith(expected)) {
            throw new IOException("expected '" + expected + "', but: " + answer);
        }
        return true;
    }

    private static long[] numbers(String answer, String expected) throws IOException {
        expect(answer, expected);
        return Arrays.stream(answer.split(" ", -1))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
