package io.portalocker.internal.snapshot;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The snapshots of one lock, each in a file named by its number.
 *
 * <pre>
 *   gen/epoch     tells this log from one that is begun after it was removed
 *   gen/N         the newest few snapshots, complete from their first moment and never changed
 *   gen/HEAD      the epoch, and a copy of the newest: it may be late, and never early
 * </pre>
 *
 * <p>A change is a hard link of a complete file to the next number, which one contender gets. What that one has read before
 * is still true then, because every change would have taken the number. One who was stopped for long may find the number
 * free again, since old snapshots are removed: hence the looks before and after the link.
 *
 * <p>A network file system may show an old listing, but not a name that is gone or an old content of one that is opened
 * anew: so the newest is looked for by name, from what the listing, the memory and HEAD say.
 *
 * @param tokens names that nobody else comes to
 */
record GenerationLog(Records files, Memory memory, Naming tokens) {

    /** How many snapshots are kept, and how far a gap in them is looked across. */
    static final int KEPT = 64;

    static final String EPOCH = "epoch";
    static final String HEAD = "HEAD";

    /** Before a name that nobody knows before it is linked. */
    static final String DRAFT = ".commit-";

    /**
     * The newest snapshot as somebody has seen it.
     *
     * @param epoch what the file of it says; empty if there is none
     */
    record View(Optional<String> epoch, Snapshot snapshot) {}

    /** The newest snapshot; {@link RecordException} if there is a log and it cannot be told. */
    View newest() throws IOException {
        // While the first look went on, others may have gone past all that it found, or begun anew.
        Optional<View> found = find(true);
        if (found.isEmpty()) {
            found = find(true);
        }
        View view = found.orElseThrow(() -> new RecordException("its log names snapshots, and none can be read"));
        memory.learn(view.epoch, view.snapshot.generation());
        return view;
    }

    /** The newest snapshot, without a trace; empty if it cannot be told at this moment. */
    Optional<View> glance() throws IOException {
        return find(false);
    }

    private Optional<View> find(boolean tidy) throws IOException {
        Optional<String> epoch = tidy ? epoch() : files.read(Records.Place.LOG, EPOCH);
        NavigableSet<Long> named = recent(tidy);
        memory.recall(epoch).ifPresent(named::add);
        OptionalLong head = head(epoch);
        head.ifPresent(named::add);
        for (long generation : named.descendingSet()) {
            Optional<Snapshot> start = read(generation);
            if (start.isPresent()) {
                // Those that are kept have no gaps: what is missing behind a HEAD that can be read is not there yet.
                int patience = head.equals(OptionalLong.of(generation)) ? 1 : KEPT;
                return Optional.of(new View(epoch, probe(start.get(), patience)));
            }
        }
        Snapshot start = Snapshot.empty(named.isEmpty() ? 0 : named.last());
        Snapshot found = probe(start, KEPT);
        return named.isEmpty() || found.generation() > start.generation()
                ? Optional.of(new View(epoch, found))
                : Optional.empty();
    }

    /** Whoever finds no epoch makes one. It is no link, so that a log can be read where there are none. */
    private Optional<String> epoch() throws IOException {
        Optional<String> epoch = files.read(Records.Place.LOG, EPOCH);
        if (epoch.isPresent() || !create(Records.Place.LOG, EPOCH, tokens.next() + "\n")) {
            return epoch;
        }
        // Another may have been faster. One who reads it before it is written takes the wrong epoch and commits
        // nothing.
        return files.read(Records.Place.LOG, EPOCH);
    }

    /** False if there is no such directory; whether the file is new is not told. */
    private boolean create(Records.Place place, String name, String content) throws IOException {
        try {
            files.create(place, name, content, true);
            return true;
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private NavigableSet<Long> listed() throws IOException {
        NavigableSet<Long> listed = new TreeSet<>();
        for (String name : files.list(Records.Place.LOG)) {
            if (Snapshot.isName(name)) {
                listed.add(number(name));
            }
        }
        return listed;
    }

    private static long number(String name) throws RecordException {
        try {
            long number = Long.parseLong(name);
            if (Snapshot.name(number).equals(name) && number < Long.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As below.
        }
        throw new RecordException("no log comes to the number of its snapshot '" + name + "'");
    }

    /** What is listed, but for those so old that they should have been removed. */
    private NavigableSet<Long> recent(boolean tidy) throws IOException {
        NavigableSet<Long> listed = listed();
        while (listed.size() > KEPT) {
            long old = listed.removeFirst();
            if (tidy) {
                files.unlink(Records.Place.LOG, Snapshot.name(old));
            }
        }
        return listed;
    }

    /** What HEAD holds behind the epoch, if it is of this one. */
    private Optional<String> headRecord(Optional<String> epoch) throws IOException {
        if (epoch.filter(GenerationLog::isEpoch).isEmpty()) {
            return Optional.empty();
        }
        String line = epoch.get();
        return files.read(Records.Place.LOG, HEAD)
                .filter(content -> line.endsWith("\n") && content.startsWith(line))
                .map(content -> content.substring(line.length()));
    }

    private OptionalLong head(Optional<String> epoch) throws IOException {
        Optional<Snapshot> head = headRecord(epoch).flatMap(Snapshot::parse);
        return head.isPresent() && head.get().generation() > 0
                ? OptionalLong.of(head.get().generation())
                : OptionalLong.empty();
    }

    /** What was read while it was written is none. */
    private static boolean isEpoch(String content) {
        return Snapshot.isToken(content.endsWith("\n") ? content.substring(0, content.length() - 1) : content);
    }

    private Optional<Snapshot> read(long generation) throws IOException {
        String name = Snapshot.name(generation);
        Optional<String> content = files.read(Records.Place.LOG, name);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snapshot> snapshot = Snapshot.parse(content.get()).filter(s -> s.generation() == generation);
        if (snapshot.isEmpty()) {
            throw new RecordException("its snapshot '" + name + "' is none");
        }
        return snapshot;
    }

    private Snapshot probe(Snapshot start, int patience) throws IOException {
        Snapshot newest = start;
        long generation = start.generation();
        for (int missing = 0; missing < patience; ) {
            generation++;
            Optional<Snapshot> next = read(generation);
            newest = next.orElse(newest);
            missing = next.isPresent() ? 0 : missing + 1;
        }
        return newest;
    }

    /** Commits what follows from a view; false if that is not the newest any more. */
    boolean commit(View view, Snapshot next) throws IOException {
        long generation = next.generation();
        String name = Snapshot.name(generation);
        String content = next.encode();
        if (!files.read(Records.Place.LOG, EPOCH).equals(view.epoch)
                || !follows(view, generation)
                || !place(content, true, draft -> files.link(draft, name))) {
            return false;
        }
        // The number came free only when the log was a whole window further on.
        long lead = Math.max(last(listed()), head(view.epoch).orElse(0)) - generation;
        if (lead >= KEPT || !follows(view, generation)) {
            if (lead <= 0 || lead >= KEPT) {
                files.unlink(Records.Place.LOG, name);
            } // else others have built on it
            return false;
        }
        memory.learn(view.epoch, generation);
        advanceHead(view.epoch, generation, content);
        compact(generation - KEPT - 1);
        return true;
    }

    private static long last(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Whether the number is the next of a log that still has the one before; the first has none before it. */
    private boolean follows(View view, long generation) throws IOException {
        return generation > 1
                ? files.read(Records.Place.LOG, Snapshot.name(generation - 1)).isPresent()
                : headRecord(view.epoch).isEmpty();
    }

    private interface Placing {
        boolean place(String draft) throws IOException;
    }

    /** Has a complete file placed; false if it was not, or if the log is gone. */
    private boolean place(String content, boolean durable, Placing placing) throws IOException {
        String draft = DRAFT + tokens.next();
        try {
            return draft(draft, content, durable) && placing.place(draft);
        } finally {
            // Whatever was made of it: once it is placed nothing may say that it was not.
            files.discard(Records.Place.LOG, draft);
        }
    }

    private boolean draft(String draft, String content, boolean durable) throws IOException {
        try {
            return files.create(Records.Place.LOG, draft, content, durable).isPresent();
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** It spares others a search, so that it fails is no matter; that it went back would be. */
    private void advanceHead(Optional<String> epoch, long generation, String content) {
        try {
            if (epoch.filter(GenerationLog::isEpoch).isPresent()
                    && files.read(Records.Place.LOG, EPOCH).equals(epoch)
                    && head(epoch).orElse(0) < generation) {
                place(epoch.get() + content, false, draft -> {
                    files.replace(draft, HEAD);
                    return true;
                });
            }
        } catch (IOException e) {
            Log.debug("cannot advance HEAD", e);
        }
    }

    /** The oldest first, so that no gap comes to be above what is left. */
    private void compact(long last) throws IOException {
        long oldest = last;
        while (oldest > 1
                && files.read(Records.Place.LOG, Snapshot.name(oldest - 1)).isPresent()) {
            oldest--;
        }
        for (long generation = Math.max(1, oldest); generation <= last; generation++) {
            files.unlink(Records.Place.LOG, Snapshot.name(generation));
        }
    }
}
