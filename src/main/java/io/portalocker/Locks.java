package io.portalocker;

import io.portalocker.internal.sys.RawNames;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Several locks at once: all of them or none.
 *
 * <p>They are taken one after the other in the order of their {@linkplain LockBase#identity() identities}, which
 * depends on what they are and not on how they are given: files by the bytes of their absolute names, the links of
 * their directories resolved, then what lives on Redis servers by address and name. Two processes that take any of the
 * same locks through this class cannot wait for each other in a circle, in whatever order they name them. Who holds a
 * lock already while asking here for more, or takes single locks in an order of its own, has no such promise; nor do
 * two names (hard links) of one file, or two spellings of one server's address.
 *
 * <p>What was taken is held while the next is waited for.
 *
 * {@snippet :
 * Lock accounts = Lock.of(Path.of("accounts.lock"));
 * Lock ledger = Lock.of(Path.of("ledger.lock"));
 * try (LocksHeld both = Locks.acquireAll(Duration.ofSeconds(10), ledger, accounts)) {
 *     both.of(ledger).channel().write(entry);
 * }
 * }
 *
 * <p>All methods are thread-safe.
 */
public final class Locks {

    private Locks() {}

    /**
     * Acquires all locks, in a fixed order, or none. The calling thread waits for each as its {@link LockBase#acquire()} does,
     * for all of them together no longer than the timeout; their own timeouts are not asked, their check intervals are. If one
     * is not to be had, those that were acquired are released, the last one first, and nothing is held when this throws.
     *
     * @param timeout how long to wait for all of them; zero is one attempt with each, {@link Waiting#FOREVER} never gives up
     * @param locks which, at least one, each lock once
     * @return the handle of all
     * @throws IllegalArgumentException if the timeout is negative, there are no locks, or two of them are of one lock, as
     *     the shared and the exclusive side of a file are: it would wait for itself, or for who waits for it
     * @throws AlreadyLockedException if the timeout is zero and one was locked; it tells which
     * @throws LockTimeoutException if one was still locked at the deadline; it tells which
     * @throws LockInterruptedException if the thread was interrupted before or while it waited; its status is set again
     * @throws LockException if a call failed; failures to release what was acquired are suppressed in it
     */
    public static LocksHeld acquireAll(Duration timeout, Collection<? extends LockBase<?, ?>> locks)
            throws LockException {
        return acquire(timeout, locks, true).orElseThrow(() -> new AssertionError("contention was to be thrown"));
    }

    /**
     * Acquires all locks or none; see {@link #acquireAll(Duration, Collection)}.
     *
     * @param timeout how long to wait for all of them
     * @param locks which, at least one, each lock once
     * @return the handle of all
     * @throws LockException as there
     */
    public static LocksHeld acquireAll(Duration timeout, LockBase<?, ?>... locks) throws LockException {
        return acquireAll(timeout, Arrays.asList(locks));
    }

    /**
     * Acquires all locks or none, as {@link #acquireAll(Duration, Collection)} does; contention is an answer, not an
     * exception.
     *
     * @param timeout how long to wait for all of them; zero is one attempt with each
     * @param locks which, at least one, each lock once
     * @return the handle of all, or empty if one was still held by somebody else at the deadline
     * @throws IllegalArgumentException as there
     * @throws LockInterruptedException if the thread was interrupted; its status is set again
     * @throws LockException if a call failed
     */
    public static Optional<LocksHeld> tryAcquireAll(Duration timeout, Collection<? extends LockBase<?, ?>> locks)
            throws LockException {
        return acquire(timeout, locks, false);
    }

    /**
     * Acquires all locks or none; see {@link #tryAcquireAll(Duration, Collection)}.
     *
     * @param timeout how long to wait for all of them
     * @param locks which, at least one, each lock once
     * @return the handle of all, or empty
     * @throws LockException as there
     */
    public static Optional<LocksHeld> tryAcquireAll(Duration timeout, LockBase<?, ?>... locks) throws LockException {
        return tryAcquireAll(timeout, Arrays.asList(locks));
    }

    private static Optional<LocksHeld> acquire(
            Duration timeout, Collection<? extends LockBase<?, ?>> locks, boolean orThrow) throws LockException {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout is negative: " + timeout);
        }
        Map<String, LockBase<?, ?>> inOrder = inOrder(locks);
        Deadline deadline = Deadline.after(timeout, Ticker.SYSTEM);
        Map<LockBase<?, ?>, Held> held = new LinkedHashMap<>();
        Deque<Held> acquired = new ArrayDeque<>();
        try {
            for (LockBase<?, ?> lock : inOrder.values()) {
                Held next = next(lock, deadline.rest(), orThrow);
                if (next == null) {
                    release(acquired);
                    return Optional.empty();
                }
                acquired.push(next);
                held.put(lock, next);
            }
            return Optional.of(new LocksHeld(held));
        } catch (Throwable e) {
            try {
                release(acquired);
            } catch (LockException | RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static Map<String, LockBase<?, ?>> inOrder(Collection<? extends LockBase<?, ?>> locks) {
        Map<String, LockBase<?, ?>> inOrder = new TreeMap<>();
        for (LockBase<?, ?> lock : locks) {
            LockBase<?, ?> other = inOrder.put(lock.identity(), lock);
            if (other != null) {
                throw new IllegalArgumentException("two are of one lock: " + other + " and " + lock);
            }
        }
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("no locks");
        }
        return inOrder;
    }

    /** By what the directory is, since links to it differ from process to process; the file need not be there. */
    static String identity(Path path) {
        Path parent = path.getParent();
        Path name = path.getFileName();
        Path real = path;
        if (parent != null && name != null) {
            try {
                real = parent.toRealPath().resolve(name);
            } catch (IOException e) {
                // There is no such directory: acquiring will say so.
            }
        }
        return "file " + new String(RawNames.bytes(real), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Held next(LockBase<?, ?> lock, Duration rest, boolean orThrow) throws LockException {
        return orThrow
                ? lock.withTimeout(rest).acquire()
                : lock.tryAcquire(rest).orElse(null);
    }

    /** All of them, whatever each throws. */
    static void release(Collection<Held> lastFirst) throws LockException {
        Throwable failure = null;
        for (Held each : lastFirst) {
            try {
                each.release();
            } catch (LockException | RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        switch (failure) {
            case null -> {}
            case LockException e -> throw e;
            case Error e -> throw e;
            default -> throw (RuntimeException) failure;
        }
    }
}
