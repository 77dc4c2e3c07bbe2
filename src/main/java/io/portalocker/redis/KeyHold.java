package io.portalocker.redis;

import io.portalocker.LockIOException;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.NamedHold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** A lease of ours, which is renewed until it is released or lost. */
final class KeyHold extends NamedHold {

    private final KeyKind kind;

    /** Written by the acquiring thread before others have these. */
    private @Nullable Stay stay;

    private @Nullable LeaseBeat beat;

    /** Which token was drawn, and when the term began at the earliest. */
    record Stay(long token, long sent) {}

    KeyHold(KeyKind kind, NamedGates.Name gateName) {
        super(KeyKind.GATES, gateName, false);
        this.kind = kind;
    }

    RedisLease lease() {
        return kind.lease();
    }

    long token() {
        return Objects.requireNonNull(stay).token();
    }

    private LeaseBeat beat() {
        return Objects.requireNonNull(beat);
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        stay = kind.contend(deadline);
        return stay == null ? Outcome.CONTENDED : Outcome.HELD;
    }

    @Override
    protected void begin() {
        beat = new LeaseBeat(lease().term(), Objects.requireNonNull(stay).sent(), kind::renew, this::lose);
        super.begin();
        beat.start();
    }

    private void lose(Loss.Reason reason, String what, @Nullable Exception why) {
        lose(loss(reason, what, why));
    }

    private Loss loss(Loss.Reason reason, String what, @Nullable Exception why) {
        return new Loss(reason, name() + " was lost: " + what, Optional.ofNullable(why));
    }

    @Override
    protected @Nullable Loss overdue() {
        return beat().isWithinTerm() ? null : loss(Loss.Reason.OVERDUE, beat().overdue(), beat().trouble());
    }

    @Override
    protected void verify() throws IOException {
        try (Uninterrupted _ = new Uninterrupted()) {
            beat().now();
        } catch (JedisException e) {
            throw new LockIOException(name() + " cannot be renewed: " + e.getMessage(), "renew", "", 0, e);
        }
        if (isLost()) {
            ensureHeld();
        }
    }

    @Override
    protected void unlock() {
        beat().stop();
        kind.free();
    }

    /** What could not begin is freed at once. */
    @Override
    protected void discard() {
        if (stay != null) {
            kind.free();
        }
        super.discard();
    }

    /**
     * A renewal that was on its way may have come through; who asks whether it is held must not wait for the network.
     */
    @Override
    protected void forfeit() {
        beat().stop();
        LeaseBeat.aside(kind::free);
    }
}
