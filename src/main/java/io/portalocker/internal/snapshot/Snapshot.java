package io.portalocker.internal.snapshot;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who has the lock, from one change to the next. Members are named by tokens.
 *
 * @param generation the number of the change that led here; zero before the first
 * @param writer who writes, or waits for the readers to leave and lets no others in
 * @param readers who reads
 */
record Snapshot(long generation, Optional<String> writer, Set<String> readers) {

    /** The first line of every record. */
    static final String PROTOCOL = "filelock-rw/1";

    /** Files with more bytes are no records. */
    static final int LONGEST = 1 << 20;

    /** The digits of a name; a log that counts beyond a {@code long} was never counted there. */
    private static final int DIGITS = 20;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern NAME = Pattern.compile("[0-9]{" + DIGITS + "}");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    Snapshot {
        readers = Set.copyOf(readers);
    }

    static Snapshot empty(long generation) {
        return new Snapshot(generation, Optional.empty(), Set.of());
    }

    Set<String> members() {
        Set<String> members = new HashSet<>(readers);
        writer.ifPresent(members::add);
        return members;
    }

    boolean names(String token) {
        return readers.contains(token) || writer.equals(Optional.of(token));
    }

    /** The next snapshot, with these members. */
    Snapshot next(Optional<String> writer, Set<String> readers) {
        return new Snapshot(generation + 1, writer, readers);
    }

    /** The next snapshot, without some of the members. */
    Snapshot without(Set<String> gone) {
        Set<String> left = new HashSet<>(readers);
        left.removeAll(gone);
        return next(writer.filter(token -> !gone.contains(token)), left);
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** The file of a generation. */
    static String name(long generation) {
        String digits = Long.toString(generation);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    String encode() {
        StringBuilder text = new StringBuilder(PROTOCOL).append("\ngeneration=").append(generation);
        writer.ifPresent(token -> text.append("\nwriter=").append(token));
        readers.stream().sorted().forEach(token -> text.append("\nreader=").append(token));
        return text.append('\n').toString();
    }

    /** Reads what {@link #encode} wrote, each of its bytes a character; empty if it is anything else. */
    static Optional<Snapshot> parse(String content) {
        String[] lines = content.split("\n", -1);
        if (content.length() > LONGEST || !lines[0].equals(PROTOCOL) || !lines[lines.length - 1].isEmpty()) {
            return Optional.empty();
        }
        long generation = -1;
        String writer = "";
        Set<String> readers = new HashSet<>();
        for (int i = 1; i < lines.length - 1; i++) {
            int separator = lines[i].indexOf('=');
            String key = lines[i].substring(0, Math.max(0, separator));
            String value = lines[i].substring(separator + 1);
            if (key.equals("generation")
                    && generation < 0
                    && NUMBER.matcher(value).matches()) {
                generation = Long.parseLong(value);
            } else if (key.equals("writer") && writer.isEmpty() && isToken(value)) {
                writer = value;
            } else if (!key.equals("reader") || !isToken(value) || !readers.add(value)) {
                return Optional.empty();
            }
        }
        return generation < 0
                ? Optional.empty()
                : Optional.of(new Snapshot(generation, Optional.of(writer).filter(w -> !w.isEmpty()), readers));
    }
}
