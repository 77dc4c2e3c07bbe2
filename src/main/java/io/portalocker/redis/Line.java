package io.portalocker.redis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who waits, in the order of arrival, as far as is known to one who is inside. It is a hint: whoever leaves names the next,
 * and the others stay away for a moment instead of all asking at once.
 */
final class Line {

    /** As many as one message can carry. Whoever is not among them says again that it waits. */
    static final int MOST = 150;

    private static final Pattern WIRE = Pattern.compile("[xs][0-9a-f]{32}");

    /** Guarded by this. */
    private final Set<Place> places = new LinkedHashSet<>();

    /** One who waits, and what for. */
    record Place(String id, boolean shared) {

        String wire() {
            return (shared ? "s" : "x") + id;
        }

        static Optional<Place> of(String wire) {
            return WIRE.matcher(wire).matches()
                    ? Optional.of(new Place(wire.substring(1), wire.charAt(0) == 's'))
                    : Optional.empty();
        }
    }

    synchronized void add(Place place) {
        if (places.size() < 2 * MOST) {
            places.add(place);
        }
    }

    synchronized void addAll(Collection<Place> others) {
        others.forEach(this::add);
    }

    /** Forgets what was known for what somebody who was inside until now says. */
    synchronized void replace(Collection<Place> others) {
        places.clear();
        others.forEach(this::add);
    }

    synchronized void remove(Place place) {
        places.remove(place);
    }

    synchronized List<Place> places() {
        return List.copyOf(places);
    }

    /** Those behind a place: who was before it and did not come has gone. */
    static List<Place> behind(List<Place> line, Place place) {
        return line.subList(line.indexOf(place) + 1, line.size());
    }

    /** Those behind the first group, which has had its turn. */
    static List<Place> withoutFirst(List<Place> line) {
        return line.stream().filter(each -> position(line, each) > 0).toList();
    }

    /**
     * Answers before how many groups that may go in together a place comes: zero for the first; -1 if it is not there.
     */
    static int position(List<Place> line, Place place) {
        int groups = -1;
        boolean sharing = false;
        for (Place each : line) {
            if (!(each.shared() && sharing)) {
                groups++;
            }
            sharing = each.shared();
            if (each.equals(place)) {
                return groups;
            }
        }
        return -1;
    }
}
