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
 *
 * @param files the system's calls
 * @param census who is alive
 * @param ticker time
 * @param user this process's effective user
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

        /**
         * Ours.
         *
         * @param claim the claim
         */
        record Taken(StrictClaim claim) implements Attempt {}

        /**
         * Somebody else's.
         *
         * @param claims theirs; none if what keeps us out has none
         */
        record Contended(List<Claim> claims) implements Attempt {}
    }

    /**
     * Attempts once.
     *
     * @param path the lock's path; its directory exists
     * @param permissions of everything that is made, before the umask
     * @param self this process
     * @param sightings since when an unknown file at the path is unchanged
     * @return what came of it
     * @throws ProtocolViolation if what is there is not understood
     * @throws IOException on an I/O error, of kind NOT_FOUND if there is no directory
     * @throws InterruptedException if interrupted while a claim could not be read
     */
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

    /**
     * Lists the claims there are, changing nothing.
     *
     * @param path the lock's path
     * @return the claims, in the order of their names
     * @throws ProtocolViolation if what is there is not understood
     * @throws IOException on an I/O error
     * @throws InterruptedException if interrupted while a claim could not be read
     */
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

    /**
     * Removes one claim, whoever made it; what is not understood can be removed too.
     *
     * @param path the lock's path
     * @param name the claim's name, as it is listed
     * @return whether there was one
     * @throws IllegalArgumentException if that can be no name of a claim
     * @throws IOException if it cannot be removed
     */
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
