package io.portalocker.junit;

import io.portalocker.Held;
import io.portalocker.LockException;
import io.portalocker.LockLostException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A handle that locks nothing, for tests of code that is given a {@link Held}. It behaves as the library's do: held until it is
 * released or {@linkplain #lose lost}; after a loss the first {@link #release()} throws, later ones do nothing.
 *
 * <p>All methods are thread-safe. Actions of {@link #onLost} run on the thread that calls {@link #lose}.
 */
public final class FakeHeld implements Held {

    private final CompletableFuture<LockLostException> lost = new CompletableFuture<>();
    private final AtomicInteger releases = new AtomicInteger();

    /** What the next release throws instead. Guarded by this. */
    private @Nullable LockException failure;

    /** Guarded by this. */
    private boolean released;

    /** Makes one that is held. */
    public FakeHeld() {}

    /**
     * Loses the lock, if it is held still.
     *
     * @param reason how
     */
    public void lose(LockLostException.Reason reason) {
        Objects.requireNonNull(reason, "reason");
        synchronized (this) {
            if (released) {
                return;
            }
        }
        lost.complete(new LockLostException(reason, "the fake lock was lost: " + reason));
    }

    /**
     * Has the next release fail, and the lock stay held, as a failed unlock does.
     *
     * @param next what it throws
     */
    public synchronized void failNextRelease(LockException next) {
        failure = Objects.requireNonNull(next, "next");
    }

    /** {@return how often {@link #release()} or {@link #close()} was called} */
    public int releases() {
        return releases.get();
    }

    @Override
    public void release() throws LockException {
        releases.incrementAndGet();
        synchronized (this) {
            LockException fails = failure;
            failure = null;
            if (fails != null) {
                throw fails;
            }
            if (released) {
                return;
            }
            released = true;
        }
        LockLostException loss = lost.getNow(null);
        if (loss != null) {
            throw loss;
        }
    }

    @Override
    public synchronized boolean isHeld() {
        return !released && !lost.isDone();
    }

    @Override
    public void ensureHeld() throws LockException {
        LockLostException loss = lost.getNow(null);
        if (loss != null) {
            throw loss;
        }
        synchronized (this) {
            if (released) {
                throw new LockLostException(LockLostException.Reason.RELEASED, "the fake lock was released");
            }
        }
    }

    @Override
    public CompletionStage<LockLostException> lost() {
        return lost.minimalCompletionStage();
    }
}
