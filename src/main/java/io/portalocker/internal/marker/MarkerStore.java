package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Attempts at markers: one look, one verdict, one try.
 *
 * @param files the system's file calls
 * @param census who is alive on this machine
 * @param ticker time
 * @param random where private names come from
 * @param watches since when markers are unchanged
 */
public record MarkerStore(
        FileCalls files, Census census, Ticker ticker, Supplier<RandomGenerator> random, Watches watches) {

    /** How often a name may come and go under one attempt before that counts as contention. */
    private static final int MOST_ROUNDS = 8;

    private static final int OWNER_WRITES = 0200;
    private static final int EVERYBODY_WRITES = 0002;
    private static final int STICKY = 01000;

    /** What came of an attempt. */
    public sealed interface Attempt {

        /**
         * Ours.
         *
         * @param marker the marker
         * @param afterDead whether the marker of one who is gone was there a moment ago, which others may have judged too
         */
        record Taken(PublishedMarker marker, boolean afterDead) implements Attempt {}

        /**
         * Somebody else's.
         *
         * @param marker what theirs says
         * @param nanos after which another look may end otherwise without anything having changed
         */
        record Contended(Marker marker, long nanos) implements Attempt {}

        /**
         * A living lease of another duration.
         *
         * @param marker what it says
         * @param duration its seconds
         */
        record Mismatch(Marker marker, double duration) implements Attempt {}
    }

    /** Attempts once. {@code lease}: the duration of the lease wanted, empty for none. */
    public Attempt attempt(Path path, byte[] content, ProcessIdentity observer, OptionalDouble lease)
            throws IOException {
        MarkerJudge judge = new MarkerJudge(observer, census, lease);
        boolean afterDead = false;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<MarkerNode> found;
            try {
                found = MarkerNode.find(files, path);
            } catch (SysException e) {
                if (e.kind() == ErrorKind.BUSY) {
                    return new Attempt.Contended(new Marker.Unreadable(), Long.MAX_VALUE);
                }
                throw e;
            }
            if (found.isEmpty()) {
                Optional<PublishedMarker> published = new MarkerPublication(files, ticker).publish(path, content);
                if (published.isPresent()) {
                    watches.forget(path);
                    return new Attempt.Taken(published.get(), afterDead);
                }
                continue;
            }
            try (MarkerNode node = found.get()) {
                requireTakeable(node);
                Optional<Attempt> end = overcome(node, content, judge);
                if (end.isPresent()) {
                    return end.get();
                }
                afterDead = true;
            }
        }
        return new Attempt.Contended(new Marker.Empty(), Long.MAX_VALUE);
    }

    /** Empty if it was another's to break, and is worth another look at once. */
    private Optional<Attempt> overcome(MarkerNode node, byte[] content, MarkerJudge judge) {
        try {
            return switch (judge.judge(node.marker())) {
                case MarkerJudge.Verdict.Held h -> Optional.of(contended(node, Long.MAX_VALUE));
                case MarkerJudge.Verdict.Mismatch m -> Optional.of(new Attempt.Mismatch(node.marker(), m.duration()));
                case MarkerJudge.Verdict.Dead d -> takenOver(node, content, judge);
                case MarkerJudge.Verdict.Aging(long nanos) -> {
                    long rest = nanos - watches.unchanged(node.path(), node.fingerprint(), ticker.nanoTime());
                    yield rest > 0 ? Optional.of(contended(node, rest)) : takenOver(node, content, judge);
                }
            };
        } catch (IOException e) {
            // What cannot be judged or broken, in a sticky directory or where names cannot be exchanged, holds.
            Log.debug("cannot break " + node.path(), e);
            watches.refuse(node.path(), node.fingerprint(), ticker.nanoTime());
            return Optional.of(contended(node, Long.MAX_VALUE));
        }
    }

    private static Attempt contended(MarkerNode node, long nanos) {
        return new Attempt.Contended(node.marker(), nanos);
    }

    private Optional<Attempt> takenOver(MarkerNode node, byte[] content, MarkerJudge judge) throws IOException {
        long refusal = watches.refusal(node.path(), node.fingerprint(), ticker.nanoTime());
        if (refusal > 0 || isForgeable(node)) {
            return Optional.of(contended(node, refusal > 0 ? refusal : Long.MAX_VALUE));
        }
        ProcessIdentity self = judge.observer();
        return new TakeOver(files, ticker, new StrandedMarkers(files, self, census), self.pid())
                .run(node, content, breaker(node.marker()))
                .map(marker -> {
                    watches.forget(node.path());
                    return new Attempt.Taken(marker, true);
                });
    }

    /** The process that may have been killed while it broke another marker, and left that aside. */
    private static OptionalLong breaker(Marker marker) {
        return marker instanceof Marker.Breaking(long breaker)
                ? OptionalLong.of(breaker)
                : marker.holder().stream().mapToLong(ProcessIdentity::pid).findAny();
    }

    /**
     * Whether somebody who may not remove the marker could have written into it, a dead owner or nonsense: everybody may
     * write it, and its directory is sticky.
     */
    private boolean isForgeable(MarkerNode node) throws IOException {
        Path directory = node.path().toAbsolutePath().getParent();
        return (node.status().permissions() & EVERYBODY_WRITES) != 0
                && node.status().isRegular()
                && directory != null
                && (files.status(directory.toRealPath()).permissions() & STICKY) != 0;
    }

    /** Tells what can never be taken from what is taken at present. */
    private void requireTakeable(MarkerNode node) throws SysException {
        if (node.isDirectory()) {
            throw files.refusal("open", node.status());
        }
        if (!node.status().isRegular() || (node.status().permissions() & OWNER_WRITES) != 0) {
            return;
        }
        try {
            // An access list or a capability may permit what the mode does not.
            files.close(files.open(node.path(), OpenFlags.WRITE, 0));
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw e;
            }
        }
    }
}
