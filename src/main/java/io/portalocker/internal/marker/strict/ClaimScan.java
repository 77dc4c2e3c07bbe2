package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.OpenDirectory;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads all claims. A claim that vanishes meanwhile is none; one that cannot be read, or is not understood, is an error, for
 * it may be a holder's. It works on the
 * directory of the claims.
 */
record ClaimScan(OpenDirectory directory, Ticker ticker) {

    /** For all claims of one scan together, from the first that cannot be read. */
    private static final long GRACE = Duration.ofMillis(500).toNanos();

    private static final long RETRY = Duration.ofMillis(2).toNanos();

    /** Nothing at that name any more, or what is in it, a character a byte, or a failure that may pass. */
    private sealed interface Read {
        record Gone() implements Read {}

        record Content(String bytes) implements Read {}

        record Failed(SysException why) implements Read {}
    }

    /** What contenders do: removes what dead writers left, and has the server confirm every claim. */
    List<Claim> all() throws IOException, InterruptedException {
        List<Claim> claims = new ArrayList<>();
        for (Claim claim : read(true)) {
            if (existsOnServer(claim.name())) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /** What onlookers do: changes nothing. */
    List<Claim> asSeen() throws IOException, InterruptedException {
        return read(false);
    }

    private List<Claim> read(boolean reaping) throws IOException, InterruptedException {
        List<String> names = names(reaping);
        for (String name : names) {
            if (!Claim.isName(name)) {
                throw new ProtocolViolation(name, "no claim of a version that is known");
            }
        }
        Map<String, String> records = records(names, reaping);
        List<Claim> claims = new ArrayList<>();
        for (String name : names) {
            String record = records.get(name);
            if (record != null) {
                claims.add(Claim.parse(name, record));
            }
        }
        return claims;
    }

    private List<String> names(boolean reaping) throws IOException {
        PrivateRecords left = new PrivateRecords(directory);
        PrivateRecords.Clock clock = left.new Clock(Claim.heldOf(Tokens.next()));
        List<String> names = new ArrayList<>();
        for (String name : directory.list()) {
            if (!name.startsWith(".")) {
                names.add(name);
            } else if (reaping
                    && (PrivateRecords.isProbe(name)
                            || PrivateRecords.destination(name)
                                    .filter(Claim::isName)
                                    .isPresent())) {
                left.reap(name, clock);
            }
        }
        names.sort(null);
        return names;
    }

    private Map<String, String> records(List<String> names, boolean reaping) throws IOException, InterruptedException {
        Map<String, String> records = new LinkedHashMap<>();
        List<String> pending = names;
        long since = 0;
        for (boolean again = false; ; again = true) {
            Map<String, SysException> failed = new LinkedHashMap<>();
            for (String name : pending) {
                switch (read(name)) {
                    case Read.Gone g -> {}
                    case Read.Content(String bytes) -> records.put(name, bytes);
                    case Read.Failed(SysException why) -> failed.put(name, why);
                }
            }
            if (failed.isEmpty()) {
                return records;
            }
            long now = ticker.nanoTime();
            since = again ? since : now;
            if (now - since >= GRACE) {
                requireGone(failed, reaping);
                return records;
            }
            pending = List.copyOf(failed.keySet());
            ticker.pause(RETRY);
        }
    }

    /** A handle that stays stale is of a claim that the server no longer has. */
    private void requireGone(Map<String, SysException> failed, boolean reaping) throws IOException {
        List<String> listed = names(reaping);
        for (Map.Entry<String, SysException> entry : failed.entrySet()) {
            if (entry.getValue().kind() != ErrorKind.STALE && listed.contains(entry.getKey())) {
                throw unreadable(entry.getKey(), entry.getValue());
            }
        }
    }

    private static ProtocolViolation unreadable(String name, SysException why) {
        ProtocolViolation violation = new ProtocolViolation(name, "cannot be read: " + why.getMessage());
        violation.initCause(why);
        return violation;
    }

    private Read read(String name) throws ProtocolViolation {
        try {
            Optional<FileStatus> seen = directory.status(name);
            if (seen.isEmpty()) {
                return new Read.Gone();
            }
            if (!seen.get().isRegular()) {
                throw new ProtocolViolation(name, "is " + seen.get().type().phrase());
            }
            long file = directory.open(name, OpenFlags.READ | OpenFlags.MOVABLE, 0);
            try {
                if (!directory.status(file).isSameFile(seen.get())) {
                    throw new ProtocolViolation(name, "changed while it was opened");
                }
                return new Read.Content(
                        new String(directory.read(file, Claim.LONGEST + 1), StandardCharsets.ISO_8859_1));
            } finally {
                directory.close(file);
            }
        } catch (SysException e) {
            return switch (e.kind()) {
                case NOT_FOUND -> new Read.Gone();
                case ACCESS_DENIED, STALE, BUSY -> new Read.Failed(e);
                default -> throw unreadable(name, e);
            };
        }
    }

    /** Reading may succeed from a client's cache when the server has no such claim any more; a link asks the server. */
    private boolean existsOnServer(String name) throws IOException {
        String proof = PrivateRecords.probeName();
        try {
            directory.link(name, proof);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND || e.kind() == ErrorKind.STALE) {
                return false;
            }
            throw unreadable(name, e);
        }
        directory.unlink(proof);
        return true;
    }
}
