package io.portalocker.internal.marker;

import io.portalocker.internal.sys.SysException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Decides what a marker means to somebody who wants the lock. Only proof breaks a marker: the owner is dead, or the
 * marker has not changed for as long as its own contract allows.
 *
 * @param observer this process
 * @param census who is alive on this machine
 * @param lease the duration of the lease wanted, empty for a lock that is held until it is released
 */
public record MarkerJudge(ProcessIdentity observer, Census census, OptionalDouble lease) {

    /**
     * How long something that is no record is watched before it is broken: longer than any writer needs between creating
     * and writing.
     */
    static final Duration MALFORMED = Duration.ofSeconds(2);

    /** A decision. */
    public sealed interface Verdict {

        /** Held; nothing to be done but wait. */
        record Held() implements Verdict {}

        /** Its owner is gone, or has let go. */
        record Dead() implements Verdict {}

        /**
         * To be broken once it was watched unchanged.
         *
         * @param nanos for so long
         */
        record Aging(long nanos) implements Verdict {}

        /**
         * A living lease of another duration.
         *
         * @param duration its seconds
         */
        record Mismatch(double duration) implements Verdict {}
    }

    private static final Verdict HELD = new Verdict.Held();
    private static final Verdict DEAD = new Verdict.Dead();

    /** Judges a marker. Throws SysException if the system refuses to tell whether the owner is alive. */
    public Verdict judge(Marker marker) throws SysException {
        return switch (marker) {
            case Marker.Empty e -> HELD;
            case Marker.Unreadable u -> HELD;
            case Marker.StrictSentinel s -> HELD;
            case Marker.Released r -> DEAD;
            case Marker.Breaking b -> new Verdict.Aging(MALFORMED.toNanos());
            case Marker.Malformed m -> new Verdict.Aging(MALFORMED.toNanos());
            case Marker.Plain(ProcessIdentity owner) -> owner.isGone(observer, census) ? DEAD : HELD;
            case Marker.Claim claim -> judge(claim);
        };
    }

    private Verdict judge(Marker.Claim claim) throws SysException {
        if (claim.mode() == Marker.Mode.UNKNOWN) {
            return HELD;
        }
        if (claim.owner().isGone(observer, census)) {
            return DEAD;
        }
        // Who holds until release never agreed to take a lease over by its age, so it waits.
        if (claim.mode() != Marker.Mode.LEASE || lease.isEmpty()) {
            return HELD;
        }
        double duration = claim.duration().orElseThrow();
        return duration == lease.getAsDouble()
                ? new Verdict.Aging((long) (duration * 1e9))
                : new Verdict.Mismatch(duration);
    }
}
