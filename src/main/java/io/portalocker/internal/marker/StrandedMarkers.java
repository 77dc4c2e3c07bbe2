package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.RawNames;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds live markers that lie aside because the process that put them there has died before it put them back. Until then
 * its own marker, of a dead process, is at the path, and to break that would let a second holder in.
 *
 * @param files the system's calls
 * @param self this process
 * @param census who is alive
 */
record StrandedMarkers(FileCalls files, ProcessIdentity self, Census census) {

    /** Claims of this JVM that some thread is at work on; any other with its pid was abandoned. */
    private static final Set<Path> AT_WORK = ConcurrentHashMap.newKeySet();

    private record Candidate(Path path, boolean claimed) {}

    /**
     * Looks for a live marker that belongs where a dead one is, and puts it there. Answers whether the lock is held
     * after all, or may be.
     */
    boolean restored(MarkerNode judged, long breaker) throws IOException {
        Optional<List<Candidate>> candidates = candidates(judged.path(), breaker);
        if (candidates.isEmpty()) {
            return true;
        }
        for (Candidate candidate : candidates.get()) {
            if (isHeldBy(candidate, judged, breaker)) {
                return true;
            }
        }
        return false;
    }

    /** Empty if a living process is restoring one at this moment. */
    private Optional<List<Candidate>> candidates(Path path, long breaker) throws IOException {
        BreakNames names = BreakNames.of(path);
        List<Candidate> candidates = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path.resolveSibling(""))) {
            for (Path entry : entries) {
                String name = RawNames.last(entry);
                OptionalLong restorer = names.restorer(name);
                boolean stranded = names.breaker(name).equals(OptionalLong.of(breaker));
                if ((stranded || restorer.isPresent()) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (restorer.isPresent() && !isAbandonedBy(restorer.getAsLong())) {
                        return Optional.empty();
                    }
                    candidates.add(new Candidate(entry, restorer.equals(OptionalLong.of(self.pid()))));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Optional.of(candidates);
    }

    private boolean isAbandonedBy(long restorer) throws SysException {
        return restorer == self.pid()
                || new ProcessIdentity(self.host(), restorer, Optional.empty()).isGone(self, census);
    }

    private boolean isHeldBy(Candidate candidate, MarkerNode judged, long breaker) throws Failure {
        Path own = candidate.claimed
                ? candidate.path
                : BreakNames.of(judged.path()).claim(self.pid());
        if (!AT_WORK.add(own)) {
            return true;
        }
        try {
            if (!candidate.claimed) {
                // Only one contender wins the name.
                files.rename(candidate.path, own);
            }
            return isHeldByClaimed(own, judged, breaker);
        } catch (SysException lost) {
            return true;
        } finally {
            AT_WORK.remove(own);
        }
    }

    private boolean isHeldByClaimed(Path own, MarkerNode judged, long breaker) {
        try (MarkerNode found = MarkerNode.find(files, own).orElse(null)) {
            if (found != null && !(found.marker() instanceof Marker.Unreadable)) {
                if (!isLive(found.marker(), breaker)) {
                    files.unlink(own);
                    return false;
                }
                if (judged.isAt(judged.path())) {
                    files.exchange(own, judged.path());
                    if (judged.isAt(own)) {
                        files.unlink(own);
                        return true;
                    }
                    // Another has acted since we looked: what is aside now is what it put there.
                    files.exchange(own, judged.path());
                }
            }
        } catch (SysException e) {
            log("cannot restore " + judged.path(), e);
        }
        giveBack(own, judged.path(), breaker);
        return true;
    }

    /** If this fails too the claim stays under our pid, and the next look takes it up. */
    private void giveBack(Path own, Path path, long breaker) {
        try {
            files.rename(own, BreakNames.of(path).aside(breaker));
        } catch (IOException e) {
            log("cannot give back " + own, e);
        }
    }

    private boolean isLive(Marker marker, long breaker) throws SysException {
        return switch (marker) {
            case Marker.Empty e -> true;
            case Marker.StrictSentinel s -> true;
            case Marker.Unreadable u -> true;
            case Marker.Malformed m -> false;
            case Marker.Released r -> false;
            case Marker.Breaking b -> false;
            case Marker.Plain(ProcessIdentity owner) -> isLive(owner, breaker);
            case Marker.Claim claim -> claim.mode() == Marker.Mode.UNKNOWN || isLive(claim.owner(), breaker);
        };
    }

    /** The breaker's own marker is aside if it was killed before it exchanged. */
    private boolean isLive(ProcessIdentity owner, long breaker) throws SysException {
        return (owner.pid() != breaker || !owner.host().equals(self.host())) && !owner.isGone(self, census);
    }

    private static void log(String what, IOException why) {
        Log.debug(what, why);
    }
}
