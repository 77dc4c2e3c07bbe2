package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.NamedHold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.marker.Beating;
import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LateClose;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place among the members of a lock, kept by signs of life. */
public final class LogHold extends NamedHold {

    /** How messages call this way of locking. */
    public static final String MECHANISM = Snapshot.PROTOCOL;

    private final LogKind kind;
    private final Participant participant;

    /** Whether there may be something to be taken back. Written by the acquiring thread, and by who releases. */
    private boolean published;

    /** Written by the acquiring thread before others have these. */
    private @Nullable Membership membership;

    private @Nullable Beating beating;

    LogHold(LogKind kind, NamedGates.Name name, Participant participant) {
        super(kind.engine().gates(), name, kind.shared());
        this.kind = kind;
        this.participant = participant;
    }

    /** The number of the change that granted the lock. */
    public long generation() {
        return participant.generation();
    }

    public String token() {
        return participant.token();
    }

    @Override
    public String name() {
        return "the " + (shared() ? "read" : "write") + " lock of '" + kind.path() + "'";
    }

    /** Who waits gives signs of life too: a writer is named while it waits. */
    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(
                Math.min(kind.interval(), kind.terms().heartbeat()),
                kind.engine().random());
        boolean granted = false;
        try {
            published = true;
            participant.publish();
            granted = participant.advance();
            for (int failed = 1; !granted; failed++) {
                long remaining = deadline.remaining();
                if (remaining <= 0) {
                    return Outcome.CONTENDED;
                }
                kind.engine().ticker().pause(Math.min(remaining, backoff.pause(failed)));
                granted = participant.advance();
            }
            return Outcome.HELD;
        } catch (IOException e) {
            throw failure("lock", e);
        } finally {
            if (!granted) {
                LateClose.quietly(this::close);
            }
        }
    }

    private IOException failure(String operation, IOException e) {
        return failure(kind.path(), operation, e);
    }

    /** What is not understood is no failure of a call: somebody else has other notions of what is to be there. */
    static IOException failure(Path path, String operation, IOException e) {
        return e instanceof RecordException || e instanceof TreeException
                ? Refusal.mismatch("cannot " + operation + " '" + path + "' with " + MECHANISM + ": " + e.getMessage())
                : Failure.of(path.toString(), operation, MECHANISM, e);
    }

    /** A place without signs of life is none. */
    @Override
    protected void begin() {
        Membership started =
                new Membership(participant, kind.terms(), kind.engine().ticker(), this::lose);
        membership = started;
        super.begin();
        beating = Beating.start(started, participant::leave);
    }

    /** It counts as held only while nobody can have put us out for want of a sign of life. */
    @Override
    protected @Nullable Loss overdue() {
        return membership == null || membership.remaining() > 0 ? null : loss(Loss.Reason.OVERDUE, Optional.empty());
    }

    private void lose(Loss.Reason how, Optional<IOException> cause) {
        lose(loss(how, cause));
    }

    private Loss loss(Loss.Reason how, Optional<IOException> cause) {
        String found = switch (how) {
            case TAKEN -> "the log names it no longer";
            case MISSING -> "its record is gone, or another's";
            default -> "it could give no sign of life in time";
        };
        return new Loss(how, name() + " was lost: " + found, cause.map(e -> failure("refresh", e)));
    }

    /** No beat may take for a loss what is a release. */
    @Override
    protected void unlock() throws IOException {
        if (beating != null) {
            beating.close();
        }
        try {
            participant.leave();
        } catch (IOException e) {
            throw failure("unlock", e);
        }
        published = false;
    }

    /** What never came to be held is taken back; a record that stays, and a name in the log, age. */
    @Override
    protected void close() throws IOException {
        if (published) {
            published = false;
            participant.leave();
        }
    }

    /** The thread that beats leaves for us, if we are named still: its file system may hang, and who asks must not. */
    @Override
    protected void forfeit() {
        AtExit.forget(this);
        if (beating != null) {
            beating.forfeit();
        }
    }

    @Override
    protected void verify() throws IOException {
        Participant.Standing standing;
        try {
            standing = participant.look();
        } catch (TreeException e) {
            standing = Participant.Standing.UNRECORDED;
        } catch (IOException e) {
            throw failure("examine", e);
        }
        if (standing != Participant.Standing.MEMBER) {
            Loss loss = loss(
                    standing == Participant.Standing.PUT_OUT ? Loss.Reason.TAKEN : Loss.Reason.MISSING,
                    Optional.empty());
            throw lose(loss) ? Refusal.lost(loss) : Refusal.lost(Loss.Reason.RELEASED, name() + " was released");
        }
    }
}
