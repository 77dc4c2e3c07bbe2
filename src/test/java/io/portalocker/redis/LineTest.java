package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is next, of those who wait. */
class LineTest {
    private static final Line.Place W1 = place(1, false);
    private static final Line.Place W2 = place(2, false);
    private static final Line.Place R3 = place(3, true);
    private static final Line.Place R4 = place(4, true);
    private static final Line.Place R5 = place(5, true);
    private static final List<Line.Place> MIXED = List.of(W1, R3, R4, W2, R5);

    private static Line.Place place(int number, boolean shared) {
        return new Line.Place(String.format("%032x", number), shared);
    }

    @Test
    void readersInARowGoTogetherAndWritersAlone() {
        assertEquals(
                List.of(0, 1, 1, 2, 3),
                MIXED.stream().map(each -> Line.position(MIXED, each)).toList());
        assertEquals(
                List.of(0, 0, 1),
                List.of(R3, R4, W1).stream()
                        .map(each -> Line.position(List.of(R3, R4, W1), each))
                        .toList());
        assertEquals(-1, Line.position(List.of(W1), W2));
        assertEquals(-1, Line.position(List.of(), W2));
    }

    @Test
    void whoWasBeforeOneWhoCameHasGone() {
        assertEquals(List.of(W2, R5), Line.behind(MIXED, R4));
        assertEquals(List.of(), Line.behind(MIXED, R5));
        assertEquals(List.of(W1), Line.behind(List.of(W1), W2));
    }

    @Test
    void theFirstGroupHasHadItsTurn() {
        assertEquals(List.of(R3, R4, W2, R5), Line.withoutFirst(MIXED));
        assertEquals(List.of(W1), Line.withoutFirst(List.of(R3, R4, W1)));
        assertEquals(List.of(), Line.withoutFirst(List.of(R3, R4)));
    }

    @Test
    void itKeepsTheOrderOfArrivalAndNobodyTwice() {
        var line = new Line();
        line.add(W2);
        line.add(W1);
        line.add(W2);
        assertEquals(List.of(W2, W1), line.places());
        line.addAll(List.of(R3, W1));
        assertEquals(List.of(W2, W1, R3), line.places());
        line.remove(W1);
        assertEquals(List.of(W2, R3), line.places());
        line.replace(List.of(R4));
        assertEquals(List.of(R4), line.places());
    }

    @Test
    void aCrowdIsNotRememberedWithoutBound() {
        var line = new Line();
        IntStream.range(0, 3 * Line.MOST).forEach(number -> line.add(place(number, false)));
        assertEquals(2 * Line.MOST, line.places().size());
    }

    @Test
    void placesAreReadAsTheyAreWritten() {
        for (var each : MIXED) {
            assertEquals(Optional.of(each), Line.Place.of(each.wire()));
        }
        assertEquals('x', W1.wire().charAt(0));
        for (var wire : List.of(
                "", "x", "y" + W1.id(), "x" + W1.id() + "0", "x" + W1.id().toUpperCase(java.util.Locale.ROOT) + "G")) {
            assertEquals(Optional.empty(), Line.Place.of(wire));
        }
    }
}
