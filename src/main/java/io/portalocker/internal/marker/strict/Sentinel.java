package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.Census;
import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerCodec;
import io.portalocker.internal.marker.OpenDirectory;
import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file at the lock's own path, which is there for good: it reads as the marker of a living process elsewhere, so that
 * soft locks stay away. Whatever else is there is waited for or reported, and never removed.
 */
record Sentinel(OpenDirectory directory, String name, Sightings sightings, Ticker ticker) {

    private static final long GRACE = Duration.ofMillis(500).toNanos();
    private static final long RETRY = Duration.ofMillis(2).toNanos();

    /** As long as a soft lock takes at most between creating its marker and writing it. */
    private static final long UNFINISHED = Duration.ofSeconds(2).toNanos();

    private sealed interface Found {
        record It(long file) implements Found {}

        record Nothing() implements Found {}

        /** A soft lock's owner, or somebody that cannot be told from one. */
        record Holder() implements Found {}

        /** A soft lock's owner that is gone. Only a person may conclude from that. */
        record DeadHolder(ProcessIdentity owner) implements Found {}

        record Unknown(FileStatus status) implements Found {}

        record Strange(String what) implements Found {}
    }

    /** Opens it, and makes it where there is nothing; empty if the path is somebody's. */
    OptionalLong open(int permissions, ProcessIdentity self, Census census) throws IOException, InterruptedException {
        OptionalLong present = present(self, census);
        if (present.isPresent() || !isFree()) {
            return present;
        }
        PrivateRecords left = new PrivateRecords(directory);
        PrivateRecords.Clock clock = left.new Clock(name);
        for (String entry : directory.list()) {
            if (PrivateRecords.destination(entry).equals(Optional.of(name))) {
                left.reap(entry, clock);
            }
        }
        return left.publish(name, MarkerCodec.encodeStrictSentinel(), permissions) == PrivateRecords.Outcome.RECLAIMED
                ? OptionalLong.empty()
                : present(self, census);
    }

    private boolean isFree() throws SysException {
        return directory.status(name).isEmpty();
    }

    private OptionalLong present(ProcessIdentity self, Census census) throws IOException, InterruptedException {
        long start = ticker.nanoTime();
        while (true) {
            switch (find(self, census)) {
                case Found.It(long file) -> {
                    return OptionalLong.of(file);
                }
                case Found.Nothing n -> {
                    return OptionalLong.empty();
                }
                case Found.Holder h -> {
                    return OptionalLong.empty();
                }
                case Found.DeadHolder(ProcessIdentity owner) ->
                    throw new ProtocolViolation("the lock's path has a soft lock's marker, left by pid " + owner.pid()
                            + " on " + owner.host() + ", which is gone; remove it by hand");
                case Found.Unknown(FileStatus status) -> {
                    if (sightings.unchanged(status, ticker.nanoTime()) < UNFINISHED) {
                        return OptionalLong.empty();
                    }
                    throw new ProtocolViolation("the lock's path has a file that no lock has written");
                }
                case Found.Strange(String what) -> {
                    if (ticker.nanoTime() - start >= GRACE) {
                        throw new ProtocolViolation("the lock's path has " + what);
                    }
                    ticker.pause(RETRY);
                }
            }
        }
    }

    private Found find(ProcessIdentity self, Census census) throws IOException {
        Optional<FileStatus> seen = directory.status(name);
        if (seen.isEmpty()) {
            return new Found.Nothing();
        }
        if (!seen.get().isRegular()) {
            return new Found.Strange(seen.get().type().phrase());
        }
        try {
            long file = directory.open(name, OpenFlags.READ | OpenFlags.MOVABLE, 0);
            boolean kept = false;
            try {
                if (!directory.status(file).isSameFile(seen.get())) {
                    return new Found.Strange("a file that changes");
                }
                Found found = judge(file, seen.get(), self, census);
                kept = found instanceof Found.It;
                return found;
            } finally {
                if (!kept) {
                    directory.close(file);
                }
            }
        } catch (SysException e) {
            return switch (e.kind()) {
                case NOT_FOUND -> new Found.Nothing();
                case ACCESS_DENIED, BUSY -> new Found.Holder();
                default -> new Found.Strange("a file that cannot be read: " + e.getMessage());
            };
        }
    }

    private Found judge(long file, FileStatus status, ProcessIdentity self, Census census) throws SysException {
        Marker marker = MarkerCodec.parse(directory.read(file, MarkerCodec.LONGEST + 1));
        if (marker instanceof Marker.StrictSentinel) {
            return new Found.It(file);
        }
        Optional<ProcessIdentity> owner = marker.holder();
        if (owner.isEmpty()) {
            return new Found.Unknown(status);
        }
        return owner.get().isGone(self, census) ? new Found.DeadHolder(owner.get()) : new Found.Holder();
    }
}
