package io.portalocker.redis;

import io.portalocker.LockLostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What becomes of a hold: it is released or lost, whichever comes first, and who wants to know of a loss is told once. */
final class Fate {

    /** Written under this. */
    private volatile boolean released;

    /** Written under this, never while released. */
    private volatile @Nullable LockLostException loss;

    /** Guarded by this. */
    private boolean reported;

    private final CompletableFuture<LockLostException> told = new CompletableFuture<>();

    boolean isHeld() {
        return !released && loss == null;
    }

    boolean isReleased() {
        return released;
    }

    @Nullable
    LockLostException loss() {
        return loss;
    }

    /**
     * Releases.
     *
     * @return whether it was held until now
     * @throws LockLostException if it was lost before, to the first who asks
     */
    synchronized boolean release() throws LockLostException {
        LockLostException known = loss;
        if (known != null) {
            boolean first = !reported;
            reported = true;
            if (first) {
                throw known;
            }
            return false;
        }
        boolean held = !released;
        released = true;
        return held;
    }

    /** Answers whether it was held until now; {@link #tell} is to follow, after whatever must have happened before. */
    synchronized boolean lose(LockLostException why) {
        if (!isHeld()) {
            return false;
        }
        loss = why;
        return true;
    }

    /** Tells of the loss, on a thread that may be kept. */
    void tell() {
        LockLostException known = loss;
        if (known != null) {
            LossTellers.tell(() -> told.complete(known));
        }
    }

    CompletionStage<LockLostException> lost() {
        return told.minimalCompletionStage();
    }
}
