package io.portalocker.internal.marker;

import java.util.Optional;
import java.util.OptionalDouble;

/** What the content of a marker says. */
public sealed interface Marker {

    /** Nothing. Its writer is between creating and writing, or has died there; which of the two cannot be told. */
    record Empty() implements Marker {}

    /**
     * What no writer ever finished, or no writer at all.
     *
     * @param reason what is wrong with it
     */
    record Malformed(String reason) implements Marker {}

    /** Left by a holder that let go while its marker was not at its path. */
    record Released() implements Marker {}

    /**
     * Stands for a marker that is being broken.
     *
     * @param breaker the process that breaks it, on a machine that is not recorded
     */
    record Breaking(long breaker) implements Marker {}

    /** Not to be read by this process, so nothing is known of its owner. */
    record Unreadable() implements Marker {}

    /** The permanent file of filelock's strict locks, which no other kind may take or break. */
    record StrictSentinel() implements Marker {}

    /**
     * Protocol 1: held until released.
     *
     * @param owner who holds it
     */
    record Plain(ProcessIdentity owner) implements Marker {}

    /**
     * Protocol 2: held as the mode says.
     *
     * @param owner who holds it
     * @param mode the contract
     * @param token names the claim; a lease has one
     * @param duration seconds without a sign of life after which a lease may be taken; a lease has it
     */
    record Claim(ProcessIdentity owner, Mode mode, Optional<String> token, OptionalDouble duration) implements Marker {}

    /** The contract of a claim. */
    enum Mode {
        /** May be taken from a living owner that does not refresh it. */
        LEASE,
        /** Until released. */
        EXCLUSIVE,
        /** A contract of a later version: never to be broken by this one. */
        UNKNOWN
    }

    /** {@return who holds it, if it says so} */
    default Optional<ProcessIdentity> holder() {
        return switch (this) {
            case Plain(ProcessIdentity owner) -> Optional.of(owner);
            case Claim claim -> Optional.of(claim.owner);
            case Empty e -> Optional.empty();
            case Malformed m -> Optional.empty();
            case Released r -> Optional.empty();
            case Breaking b -> Optional.empty();
            case Unreadable u -> Optional.empty();
            case StrictSentinel s -> Optional.empty();
        };
    }
}
