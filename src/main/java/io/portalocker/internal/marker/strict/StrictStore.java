package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.Census;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.OpenDirectory;
import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.RawNames;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Attempts at strict locks, by the protocol of Python's {@code filelock.StrictSoftFileLock}: nobody ever concludes that an
 * owner is gone, so no pause of a process and no clock can let two in.
 *
 * <pre>
 *   any claim there?                          stop
 *   publish an intent                         it stays for the whole hold: a listing that runs meanwhile cannot miss it
 *   is ours the first of all claims?          no: stop
 *   link it as held
 *   is ours the smallest token of all?        no: stop
 * </pre>
 */
public record StrictStore(FileCalls files, Census census, Ticker ticker, int user) {

    /** That of the real system. */
    static StrictStore of(MarkerEngine engine) {
        var processes = engine.platform().processes();
        return new StrictStore(
                engine.platform().files(), Census.of(processes), engine.ticker(), processes.effectiveUser());
    }

    /** Claims of attempts that failed and could not be removed then. */
    private static final Queue<StrictClaim> UNFINISHED = new ConcurrentLinkedQueue<>();

    /** What came of an attempt. */
    public sealed interface Attempt {

        /** Ours. */
        record Taken(StrictClaim claim) implements Attempt {}

        /** Somebody else's, who may have no claim, such as a soft lock's owner. */
        record Contended(List<Claim> claims) implements Attempt {}
    }

    /** Attempts once; {@link ProtocolViolation} if what is there is not understood, NOT_FOUND if there is no directory. */
    public Attempt attempt(Path path, int permissions, ProcessIdentity self, Sightings sightings)
            throws IOException, InterruptedException {
        finish();
        try (OpenDirectory parent = parent(path)) {
            String name = RawNames.last(path);
            OpenDirectory claims = new ClaimDirectories(user).open(parent, name, permissions);
            OptionalLong sentinel = OptionalLong.empty();
            try {
                sentinel = new Sentinel(parent, name, sightings, ticker).open(permissions, self, census);
            } finally {
                if (sentinel.isEmpty()) {
                    claims.close();
                }
            }
            return sentinel.isEmpty()
                    ? new Attempt.Contended(List.of())
                    : through(new StrictClaim(claims, sentinel.getAsLong()), permissions, self);
        }
    }

    private OpenDirectory parent(Path path) throws IOException {
        try {
            return OpenDirectory.open(
                    files, Objects.requireNonNull(path.getParent()).toRealPath());
        } catch (NoSuchFileException e) {
            throw new SysException("open", 2, "ENOENT", ErrorKind.NOT_FOUND);
        }
    }

    private Attempt through(StrictClaim claim, int permissions, ProcessIdentity self)
            throws IOException, InterruptedException {
        boolean won = false;
        try {
            List<Claim> others = contenders(claim, permissions, self);
            won = others.isEmpty();
            return won ? new Attempt.Taken(claim) : new Attempt.Contended(others);
        } finally {
            if (!won) {
                withdraw(claim);
            }
        }
    }

    /** Those to whom the lock is lost in this attempt; none if it is ours. */
    private List<Claim> contenders(StrictClaim claim, int permissions, ProcessIdentity self)
            throws IOException, InterruptedException {
        ClaimScan scan = new ClaimScan(claim.claims(), ticker);
        List<Claim> before = scan.all();
        if (!before.isEmpty()) {
            return before;
        }
        String token = Tokens.next();
        String intent = Claim.intentOf(token);
        claim.add(intent);
        PrivateRecords records = new PrivateRecords(claim.claims());
        PrivateRecords.Outcome outcome = records.publish(intent, Claim.encode(token, self), permissions);
        if (outcome != PrivateRecords.Outcome.PUBLISHED) {
            if (outcome == PrivateRecords.Outcome.TAKEN) {
                claim.disclaim(intent);
            }
            return List.of(new Claim(intent, false, token, self));
        }
        // A held claim sorts before every intent.
        List<Claim> intents = scan.all();
        if (intents.isEmpty() || !intents.getFirst().name().equals(intent)) {
            return without(token, intents, self);
        }
        String held = Claim.heldOf(token);
        claim.add(held);
        records.link(intent, held, claim.claims().status(intent).orElseThrow(() -> gone(intent)));
        List<Claim> all = scan.all();
        boolean both = all.stream().filter(other -> other.token().equals(token)).count() == 2;
        boolean smallest = all.stream().allMatch(other -> other.token().compareTo(token) >= 0);
        return both && smallest ? List.of() : without(token, all, self);
    }

    private static SysException gone(String name) {
        return new SysException("stat", 2, "ENOENT: " + name, ErrorKind.NOT_FOUND);
    }

    /** Never empty, since that would mean the lock was won. */
    private static List<Claim> without(String token, List<Claim> claims, ProcessIdentity self) {
        List<Claim> others =
                claims.stream().filter(claim -> !claim.token().equals(token)).toList();
        return others.isEmpty() ? List.of(new Claim(Claim.intentOf(token), false, token, self)) : others;
    }

    private static void withdraw(StrictClaim claim) throws IOException {
        try {
            claim.withdraw();
        } catch (IOException e) {
            UNFINISHED.add(claim);
            throw e;
        }
    }

    private static void finish() throws IOException {
        for (StrictClaim claim = UNFINISHED.poll(); claim != null; claim = UNFINISHED.poll()) {
            withdraw(claim);
        }
    }

    /** Lists the claims there are in the order of their names, changing nothing. */
    public List<Claim> claims(Path path) throws IOException, InterruptedException {
        try (OpenDirectory parent = parent(path)) {
            Optional<OpenDirectory> claims = ClaimDirectories.find(parent, RawNames.last(path));
            if (claims.isEmpty()) {
                return List.of();
            }
            try (OpenDirectory directory = claims.get()) {
                return new ClaimScan(directory, ticker).asSeen();
            }
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Removes one claim as it is listed, whoever made it and whether it is understood or not; false if there is none. */
    public boolean forceBreak(Path path, String name) throws IOException {
        if (name.isEmpty() || name.startsWith(".") || name.matches("(?s).*[/\\\\\\x00].*")) {
            throw new IllegalArgumentException("no name of a claim: '" + name + "'");
        }
        try (OpenDirectory parent = parent(path)) {
            Optional<OpenDirectory> claims = ClaimDirectories.find(parent, RawNames.last(path));
            if (claims.isEmpty()) {
                return false;
            }
            try (OpenDirectory directory = claims.get()) {
                // A file system that folds letters would remove another name than the one that was meant.
                return directory.list().contains(name) && directory.unlink(name);
            }
        }
    }
}
