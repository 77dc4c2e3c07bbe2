package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes a lock over from an owner that is gone. No system removes a name on the condition that it still leads to a certain
 * file, so the judged marker changes names with a complete one of ours:
 *
 * <pre>
 *   write our marker under a break name
 *   exchange the two names              the path never stands empty, so nobody can create a marker meanwhile
 *   is the judged inode aside,          its descriptor has been open since the judgement, so an equal
 *   and untouched?                      number is an equal file
 *     yes: unlink it                    ours is at the path: the lock is held
 *     no:  exchange back                a live marker came between the judgement and the exchange
 * </pre>
 *
 * <p>It is what Python's filelock does since 4.2, and the two mix. Where a file system cannot exchange names the marker
 * stays, for the reason that the path must not stand empty.
 *
 * @param files the system's calls
 * @param ticker time
 * @param stranded what other breakers have left aside
 * @param pid this process, for the break name
 */
record TakeOver(FileCalls files, Ticker ticker, StrandedMarkers stranded, long pid) {

    /**
     * Answers our marker, at the path; empty if the judgement is out of date. Throws SysException of kind NOT_SUPPORTED
     * if the file system cannot exchange names.
     */
    Optional<PublishedMarker> run(MarkerNode judged, byte[] content, OptionalLong breaker) throws IOException {
        Path path = judged.path();
        if (!judged.isAt(path)) {
            return Optional.empty();
        }
        if (files.removesExactly()) {
            files.unlink(path, judged.status().device(), judged.status().inode());
            return Optional.empty();
        }
        if (breaker.isPresent() && stranded.restored(judged, breaker.getAsLong())) {
            return Optional.empty();
        }
        Path aside = BreakNames.of(path).aside(pid);
        PublishedMarker own = new MarkerWriter(files, ticker).create(aside, path, content);
        boolean exchanged = false;
        boolean taken = false;
        try {
            // The search and the writing took long enough for another to have been here.
            if (judged.isAt(path)) {
                files.exchange(aside, path);
                exchanged = true;
                if (judged.isAt(aside)) {
                    files.unlink(aside);
                    taken = true;
                    return Optional.of(own);
                }
            }
            return Optional.empty();
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        } finally {
            if (!taken) {
                abandon(own, aside, exchanged);
            }
        }
    }

    private void abandon(PublishedMarker own, Path aside, boolean exchanged) throws IOException {
        try {
            if (!exchanged || new PutBack(files, ticker, own, aside).run()) {
                own.abandon(aside, own.path());
            } else {
                // Somewhere it stands for a live one. It names a living process, but must not keep others out for ever.
                own.disown(MarkerCodec.encodeBreaking(pid));
            }
        } finally {
            own.close();
        }
    }
}
