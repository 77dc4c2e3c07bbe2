package io.portalocker.internal.acquire;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/** A lock that cannot be had, or is held no longer, for a reason that no system call gives. */
public final class Refusal extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The reason. */
    private final transient Ground ground;

    /** The reason. */
    public sealed interface Ground {

        /** Waiting could never end. */
        enum Deadlock implements Ground {
            DEADLOCK
        }

        /** Those who use it do not agree what it is. */
        enum Mismatch implements Ground {
            MISMATCH
        }

        /** There is no such lock in this place. */
        enum Unsupported implements Ground {
            UNSUPPORTED
        }

        /** It is not, or no longer, held. */
        record Lost(Loss loss) implements Ground {}
    }

    private Refusal(Ground ground, String message) {
        super(message);
        this.ground = ground;
    }

    public static Refusal deadlock(String message) {
        return new Refusal(Ground.Deadlock.DEADLOCK, message);
    }

    public static Refusal mismatch(String message) {
        return new Refusal(Ground.Mismatch.MISMATCH, message);
    }

    public static Refusal unsupported(String message) {
        return new Refusal(Ground.Unsupported.UNSUPPORTED, message);
    }

    public static Refusal lost(Loss loss) {
        Refusal refusal = new Refusal(new Ground.Lost(loss), loss.message());
        loss.cause().ifPresent(refusal::initCause);
        return refusal;
    }

    public static Refusal lost(Loss.Reason reason, String message) {
        return lost(new Loss(reason, message, Optional.empty()));
    }

    public Ground ground() {
        return ground;
    }

    /** The message is not optional here. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
