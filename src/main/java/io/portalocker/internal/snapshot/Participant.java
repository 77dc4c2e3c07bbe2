package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.Throwables;
import io.portalocker.internal.marker.Seconds;
import io.portalocker.internal.snapshot.GenerationLog.View;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One who wants the lock, has it, and leaves.
 *
 * <pre>
 *   publish ── advance … advance ── granted ── beat … beat ── leave
 * </pre>
 *
 * <p>A reader is in with the commit that names it beside no writer but a dead one. A writer is named as soon as no other one
 * is, which keeps new readers out, and is in with a commit that names no readers. So nobody is in by a snapshot that others
 * have gone past already. The dead are left out in the same commits.
 */
final class Participant {

    /** A lost race is no reason to wait, but for somebody who loses one after the other. */
    private static final int MOST_RACES = 4;

    private final Records files;
    private final GenerationLog log;
    private final Memory memory;
    private final Ticker ticker;
    private final Naming tokens;
    private final HolderRecord record;
    private final Terms terms;
    private final boolean shared;

    /** Our record's file. Written by the acquiring thread, before others have this. */
    private Records.@Nullable Identity own;

    /** When the last sign of life was begun. Written by the acquiring thread, and then by the one that beats. */
    private volatile long refreshed;

    /** Written by the acquiring thread, before others have this. */
    private long generation;

    Participant(GenerationLog log, Ticker ticker, Naming tokens, HolderRecord record, Terms terms, boolean shared) {
        this.files = log.files();
        this.log = log;
        this.memory = log.memory();
        this.ticker = ticker;
        this.tokens = tokens;
        this.record = record;
        this.terms = terms;
        this.shared = shared;
    }

    String token() {
        return record.token();
    }

    /** The commit that granted the lock. */
    long generation() {
        return generation;
    }

    /** When the last sign of life was begun. */
    long refreshed() {
        return refreshed;
    }

    /** Puts the record where others look for it; before any snapshot names us. */
    void publish() throws IOException {
        files.prepare();
        createRecord();
    }

    private void createRecord() throws IOException {
        long begun = ticker.nanoTime();
        Optional<Records.Identity> created;
        try {
            created = newRecord();
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw e;
            }
            // Somebody has removed the whole log.
            files.prepare();
            created = newRecord();
        }
        if (created.isPresent()) {
            own = created.get();
            refreshed = begun;
        }
    }

    private Optional<Records.Identity> newRecord() throws IOException {
        return files.create(Records.Place.HOLDERS, token(), record.encode(tokens.next()), false);
    }

    /** Takes the next step towards the lock; answers whether it was the last. */
    boolean advance() throws IOException {
        for (int i = 0; i < MOST_RACES; i++) {
            Step step = step();
            if (step != Step.AGAIN) {
                return step == Step.GRANTED;
            }
        }
        return false;
    }

    private enum Step {
        GRANTED,
        WAIT,
        AGAIN
    }

    private Step step() throws IOException {
        View view = log.newest();
        Snapshot now = view.snapshot();
        // Nothing but the snapshot tells whether we are in it: a commit may have landed that was thought to be lost,
        // and
        // somebody may have put us out.
        boolean named = now.names(token());
        if (!refresh()) {
            createRecord();
        }
        sweep(now);
        Set<String> dead = dead(now);
        Snapshot next = now.without(dead);
        if (!named) {
            if (next.writer().isPresent()) {
                if (!dead.isEmpty()) {
                    commit(view, next, dead);
                }
                return Step.WAIT;
            }
            next = with(next);
        }
        boolean granted = shared || next.readers().isEmpty();
        if (named && dead.isEmpty() && !granted) {
            return Step.WAIT;
        }
        if (!commit(view, next, dead)) {
            return Step.AGAIN;
        }
        if (!granted) {
            return Step.WAIT;
        }
        if (ticker.nanoTime() - refreshed >= terms.heartbeat()) {
            // We were stopped on the way, and may have been put out again since: another commit will tell.
            return Step.AGAIN;
        }
        generation = next.generation();
        return Step.GRANTED;
    }

    private Snapshot with(Snapshot next) {
        if (!shared) {
            return new Snapshot(next.generation(), Optional.of(token()), next.readers());
        }
        Set<String> readers = new HashSet<>(next.readers());
        readers.add(token());
        return new Snapshot(next.generation(), next.writer(), readers);
    }

    private boolean refresh() throws IOException {
        long begun = ticker.nanoTime();
        boolean given = giveSign();
        if (given) {
            refreshed = begun;
        }
        return given;
    }

    private boolean giveSign() throws IOException {
        Records.Identity identity = own;
        return identity != null && files.overwrite(token(), record.encode(tokens.next()), identity);
    }

    private Set<String> dead(Snapshot now) throws IOException {
        Set<String> dead = new HashSet<>();
        for (String member : now.members()) {
            if (!member.equals(token()) && isOver(member, Records.Place.HOLDERS, member)) {
                dead.add(member);
            }
        }
        return dead;
    }

    /** Whether a file has been seen unchanged for longer than its writer may leave it so. */
    private boolean isOver(String key, Records.Place place, String name) throws IOException {
        long asked = ticker.nanoTime();
        Optional<String> content = files.read(place, name);
        long term = content.map(HolderRecord::lease).stream()
                .flatMapToDouble(OptionalDouble::stream)
                .mapToLong(seconds -> Deadline.saturatedNanos(Seconds.toDuration(seconds)))
                .findAny()
                .orElse(0);
        return memory.sightings().unchanged(key, content, asked) >= Math.max(terms.duration(), term);
    }

    private boolean commit(View view, Snapshot next, Set<String> dead) throws IOException {
        if (!log.commit(view, next)) {
            return false;
        }
        for (String token : dead) {
            files.unlink(Records.Place.HOLDERS, token);
            memory.sightings().forget(token);
        }
        return true;
    }

    /** Removes what is in nobody's way: records of those who never came to be named, and drafts nobody placed. */
    private void sweep(Snapshot now) throws IOException {
        if (!memory.isSweepDue(ticker.nanoTime(), terms.duration() / 2)) {
            return;
        }
        Set<String> watched = now.members();
        for (String name : files.list(Records.Place.HOLDERS)) {
            if (Snapshot.isToken(name) && !name.equals(token()) && !now.names(name)) {
                watched.add(collect("holder:" + name, Records.Place.HOLDERS, name));
            }
        }
        for (String name : files.list(Records.Place.LOG)) {
            if (name.startsWith(GenerationLog.DRAFT)) {
                watched.add(collect("draft:" + name, Records.Place.LOG, name));
            }
        }
        memory.sightings().retain(watched);
    }

    private String collect(String key, Records.Place place, String name) throws IOException {
        if (isOver(key, place, name)) {
            files.unlink(place, name);
            memory.sightings().forget(key);
        }
        return key;
    }

    /** What a look at oneself shows. */
    enum Standing {
        MEMBER,
        /** The newest snapshot does not name us. */
        PUT_OUT,
        /** Our record is gone, or another's. */
        UNRECORDED,
        /** The sign of life came too late: somebody may have looked in vain before, and be about to put us out. */
        OVERDUE
    }

    /** Gives a sign of life. What fails when only the log is read decides nothing: nobody has put us out for that. */
    Standing beat() throws IOException {
        long begun = ticker.nanoTime();
        try {
            if (!giveSign()) {
                return Standing.UNRECORDED;
            }
        } catch (TreeException e) {
            return Standing.UNRECORDED;
        }
        if (ticker.nanoTime() - refreshed >= terms.duration()) {
            return Standing.OVERDUE;
        }
        refreshed = begun;
        try {
            Snapshot now = log.newest().snapshot();
            sweep(now);
            return now.names(token()) ? Standing.MEMBER : Standing.PUT_OUT;
        } catch (IOException e) {
            Log.debug("cannot read the log", e);
            return Standing.MEMBER;
        }
    }

    /** Looks, without a sign of life. */
    Standing look() throws IOException {
        Records.Identity identity = own;
        if (identity == null || !files.isThere(token(), identity)) {
            return Standing.UNRECORDED;
        }
        return log.newest().snapshot().names(token()) ? Standing.MEMBER : Standing.PUT_OUT;
    }

    /** Is named no longer. The record goes last, and whatever happens: without it we are put out in the end. */
    void leave() throws IOException {
        try {
            withdraw();
        } catch (IOException | RuntimeException | Error e) {
            withdrawAgain(e);
        } finally {
            files.discard(Records.Place.HOLDERS, token());
        }
    }

    private void withdraw() throws IOException {
        View view = log.newest();
        while (view.snapshot().names(token())
                && !log.commit(view, view.snapshot().without(Set.of(token())))) {
            view = log.newest();
        }
    }

    /**
     * What failed may have been a call behind the commit: others are let in by then, so we must not be said to be held. And
     * one who gives up waiting tells nobody that he is named still, and would keep others out until he is put out.
     */
    private void withdrawAgain(Throwable first) throws IOException {
        try {
            withdraw();
        } catch (TreeException e) {
            // Another tree stands there: nothing of ours is in it.
            return;
        } catch (IOException | RuntimeException | Error second) {
            if (!second.equals(first)) {
                first.addSuppressed(second);
            }
            Throwables.rethrow(first);
        }
        Log.debug("left at the second attempt", first);
    }
}
