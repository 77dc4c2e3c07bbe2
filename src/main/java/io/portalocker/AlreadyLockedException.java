package io.portalocker;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else holds the lock. Nothing was acquired, and trying again later may succeed.
 *
 * <p>Who holds it is asked of the system when somebody wants to know, that is at the first call of {@link #holders()} or
 * {@link #getMessage()} or when the exception is printed, not when it is thrown: on Linux the question takes milliseconds, in
 * which all processes that lock a file are held up.
 */
public sealed class AlreadyLockedException extends LockException permits LockTimeoutException {

    @Serial
    private static final long serialVersionUID = 2;

    /** How long it was tried. */
    private final Duration waited;

    /** How long it should have been tried, to be put into the message with the holders; null if that is complete. */
    private final @Nullable Duration timeout;

    /** Who was seen to hold it, once that was asked. Guarded by this. */
    private LockHolder[] holders;

    /** Asks who holds it; null once that was done. Guarded by this. */
    private transient @Nullable Contention question;

    /** What can be done about those who hold it, once they were asked for; null where that is complete. Guarded by this. */
    private @Nullable String advice;

    /**
     * Reports contention.
     *
     * @param message what could not be locked
     * @param waited how long it was tried
     * @param holders who seemed to hold it, empty where that is not known
     */
    public AlreadyLockedException(String message, Duration waited, List<LockHolder> holders) {
        super(message);
        this.waited = waited;
        this.holders = holders.toArray(LockHolder[]::new);
        timeout = null;
    }

    AlreadyLockedException(Contention contention) {
        super(contention.held());
        waited = contention.waited();
        holders = new LockHolder[0];
        timeout = contention.timeout();
        question = contention;
    }

    /** {@return how long it was tried} */
    public Duration waited() {
        return waited;
    }

    /** {@return who seemed to hold the lock when that was first asked of this exception, empty where that is not known} */
    public synchronized List<LockHolder> holders() {
        Contention asked = question;
        if (asked != null) {
            List<LockHolder> seen = asked.question().get();
            holders = seen.toArray(LockHolder[]::new);
            advice = asked.advice().apply(seen);
            question = null;
        }
        return List.of(holders);
    }

    /** {@return what could not be locked, who held it and how long it was tried} */
    @Override
    public String getMessage() {
        String held = String.valueOf(super.getMessage());
        return timeout == null
                ? held
                : held + Contention.by(holders()) + advised() + Contention.patience(waited, timeout);
    }

    private synchronized String advised() {
        return advice == null ? "" : advice;
    }

    /**
     * Asks who holds it, if nobody has yet: where this goes nobody can.
     *
     * @param out where to
     * @throws IOException if it cannot be written
     */
    @Serial
    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        var _ = holders();
        out.defaultWriteObject();
    }
}
