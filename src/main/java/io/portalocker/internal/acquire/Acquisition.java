package io.portalocker.internal.acquire;

import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a lock of any kind.
 *
 * <pre>
 *   again       a thread may have it already, where the kind is re-entrant
 *   approach    the gate in front of the lock
 *   enter       one thread of this JVM, or those who share
 *   attempt     what the kind does; never before the gate, so that others see one contender a JVM
 * </pre>
 *
 * <p>Each step that fails, by whatever it throws, undoes those before it in the reverse order. A lock that was replaced in
 * the meantime is approached anew, and so is, after a pause, one whose file cannot be opened for the moment, as happens on
 * Windows.
 */
public final class Acquisition {

    /** How often a lock may be replaced under us before even a caller who does not wait is told that it is held. */
    public static final int MOST_REPLACEMENTS = 16;

    /** Nothing tells when a file that was in the way is closed; filelock looks as often. */
    private static final long PAUSE = 2_000_000;

    private Acquisition() {}

    /**
     * Answers null if somebody else holds the lock at the deadline. Throws InterruptedException if the thread was
     * interrupted while it waited; nothing is held then.
     */
    public static <H extends Hold> @Nullable H take(Kind<H> kind, Deadline deadline)
            throws IOException, InterruptedException {
        for (int round = 0; round < MOST_REPLACEMENTS || !deadline.hasPassed(); round++) {
            H again = kind.again();
            if (again != null) {
                return again;
            }
            try {
                H hold = kind.approach(deadline, round);
                Entry entry = Entry.OUTSIDE;
                Outcome outcome = Outcome.FAILED;
                try {
                    entry = hold.enter(deadline);
                    Outcome reached = entry == Entry.INSIDE ? hold.attempt(deadline) : hold.keptOut(entry);
                    if (reached == Outcome.HELD) {
                        hold.begin();
                    }
                    outcome = reached;
                } finally {
                    hold.settle(entry, outcome);
                }
                if (outcome == Outcome.HELD) {
                    return hold;
                }
                if (outcome != Outcome.REPLACED) {
                    return null;
                }
            } catch (Failure e) {
                if (!e.isContention()) {
                    throw e;
                }
                if (deadline.hasPassed()) {
                    return null;
                }
                deadline.ticker().pause(Math.min(deadline.remaining(), PAUSE));
            }
        }
        return null;
    }
}
